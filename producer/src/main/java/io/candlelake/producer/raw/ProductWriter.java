package io.candlelake.producer.raw;

import io.candlelake.contract.frame.Frame;
import io.candlelake.contract.frame.Frame.GapReport;
import io.candlelake.contract.frame.Frame.JudgedTrade;
import io.candlelake.contract.frame.RestFrameParser;
import io.candlelake.contract.frame.Trade;
import io.candlelake.contract.raw.RawHeaders;
import io.candlelake.domain.Feed;
import io.candlelake.domain.GapStatus;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import io.candlelake.domain.Verdict;
import io.candlelake.producer.gap.Ask;
import io.candlelake.producer.gap.FrameRecords;
import io.candlelake.producer.gap.ProductTrades;
import io.candlelake.producer.gap.TradeIds;
import io.candlelake.producer.progress.DoneTrades;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes one product's frames of one connection, or pages of REST, with the reports that go before and after them. A trade that is not valid
 * does not count as here, so that it is fetched again. Not thread-safe.
 */
final class ProductWriter implements FrameRecords {
    private final RawWriter writer;
    private final Optional<ProductId> product;
    private final ProductTrades trades;
    private final DoneTrades done;
    private final TradeIds ids = new TradeIds();
    private boolean first = true;

    // The frame that is being written; there is none before the first.
    private byte[] payload = {};
    private RawHeaders headers =
            new RawHeaders(Feed.REST, Optional.empty(), "", Timestamp.ofEpochMilli(0), OptionalLong.empty());
    private @Nullable Timestamp newestTrade;

    ProductWriter(RawWriter writer, ProductId product, Tracking tracking) {
        this.writer = writer;
        this.product = Optional.of(product);
        this.trades = tracking.gaps().product(product);
        this.done = tracking.progress().product(product);
    }

    /** A frame of a feed. */
    void write(Frame frame, byte[] bytes, RawHeaders received) {
        begin(bytes, received);
        if (frame instanceof Frame.Trades some) {
            collect(some);
            newestTrade = first ? null : newestTrade;
            trades.trades(ids, first, this);
            first &= ids.isEmpty();
        } else if (frame instanceof Frame.Heartbeat beat && beat.lastTradeId() > 0) {
            trades.heartbeat(beat.lastTradeId(), first, this);
            first = false;
        } else {
            frame();
        }
    }

    /** A page of REST. */
    void writePage(Ask ask, Frame.Trades page, byte[] bytes, RawHeaders received) {
        begin(bytes, received);
        collect(page);
        newestTrade = null;
        trades.page(ask, ids, this);
    }

    private void begin(byte[] bytes, RawHeaders received) {
        payload = bytes;
        headers = received;
        newestTrade = null;
        ids.clear();
    }

    private void collect(Frame.Trades frame) {
        for (JudgedTrade judged : frame.trades()) {
            if (judged.verdict() instanceof Verdict.Accepted<Trade> valid
                    && judged.productId().equals(product)) {
                Trade trade = valid.value();
                ids.add(trade.tradeId());
                if (newestTrade == null || trade.time().isAfter(newestTrade)) {
                    newestTrade = trade.time();
                }
            }
        }
        ids.sort();
    }

    @Override
    public void report(GapReport report) {
        RawHeaders noted = new RawHeaders(
                Feed.REST,
                Optional.of(RestFrameParser.GAP),
                headers.connectionId(),
                headers.receivedAt(),
                OptionalLong.empty());
        Done given = report.status() == GapStatus.UNREPAIRABLE
                ? new Done.Range(report.firstMissingId(), report.lastMissingId())
                : Done.NOTHING;
        writer.send(new RawRecord(product, RestFrameParser.encode(report), noted, done, given, null, null));
    }

    @Override
    public void frame() {
        writer.send(new RawRecord(product, payload, headers, done, Done.of(ids), null, newestTrade));
    }
}
