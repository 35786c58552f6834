package io.candlelake.producer.raw;

import io.candlelake.contract.frame.Frame;
import io.candlelake.contract.frame.Frame.JudgedTrade;
import io.candlelake.domain.ProductId;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which products the frames of one connection concern.
 *
 * <p>Advanced Trade's heartbeats are of the connection, so they concern each product whose trades come on it: as
 * acknowledged for {@code market_trades}, or as seen. Not one of which only the ticker is subscribed: of its trades, such a
 * heartbeat says nothing.
 */
final class FrameProducts implements Frame.Cases {
    private final Set<ProductId> traded = new TreeSet<>();

    // The frame that is being looked at.
    private byte[] payload = {};
    private Set<ProductId> products = Set.of();

    /** Empty when the frame names none: an acknowledgement, an error, what cannot be read. */
    Set<ProductId> of(Frame frame, byte[] bytes) {
        payload = bytes;
        frame.visit(this);
        return products;
    }

    @Override
    public void trades(Frame.Trades frame) {
        products = frame.trades().size() == 1
                ? frame.trades().get(0).productId().map(Set::of).orElseGet(Set::of)
                : ofAll(frame);
        traded.addAll(products);
    }

    private static Set<ProductId> ofAll(Frame.Trades frame) {
        Set<ProductId> all = new TreeSet<>();
        for (JudgedTrade trade : frame.trades()) {
            trade.productId().ifPresent(all::add);
        }
        return all;
    }

    @Override
    public void heartbeat(Frame.Heartbeat frame) {
        products = frame.productId().map(Set::of).orElseGet(() -> Set.copyOf(traded));
    }

    @Override
    public void replayEnd(Frame.ReplayEnd frame) {
        products = Set.of(frame.productId());
    }

    @Override
    public void spotPrice(Frame.SpotQuote frame) {
        products = Set.of(frame.productId());
    }

    @Override
    public void gapReport(Frame.GapReport frame) {
        products = Set.of(frame.productId());
    }

    @Override
    public void spotMissed(Frame.SpotMissed frame) {
        products = Set.of(frame.productId());
    }

    @Override
    public void other(Frame.Other frame) {
        products = frame.productId().map(Set::of).orElseGet(this::ofEvents);
    }

    private Set<ProductId> ofEvents() {
        EventProducts events = EventProducts.read(payload);
        traded.addAll(events.tradeSubscriptions());
        return events.named();
    }

    @Override
    public void unreadable(Frame.Unreadable frame) {
        products = frame.productId().map(Set::of).orElseGet(Set::of);
    }
}
