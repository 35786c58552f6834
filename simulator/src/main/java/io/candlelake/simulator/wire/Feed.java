package io.candlelake.simulator.wire;

import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import io.candlelake.simulator.ledger.Ledger;
import io.candlelake.simulator.market.Product;
import io.candlelake.simulator.market.Trade;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The WebSocket feed: hands each frame to the connections that want it. A frame's text is made once for all of them. */
final class Feed {
    private final Ledger ledger;
    private final Set<FeedSession> sessions = new LinkedHashSet<>();

    Feed(Ledger ledger) {
        this.ledger = ledger;
    }

    void add(FeedSession session) {
        sessions.add(session);
    }

    void remove(FeedSession session) {
        sessions.remove(session);
    }

    int size() {
        return sessions.size();
    }

    void publish(List<Trade> trades) {
        for (Trade trade : trades) {
            send(FeedChannel.MATCHES, trade.productId(), () -> FeedFrames.match(trade));
        }
    }

    void heartbeat(Timestamp second) {
        for (Product product : ledger.products()) {
            send(
                    FeedChannel.HEARTBEAT,
                    product.id(),
                    () -> FeedFrames.heartbeat(product, ledger.last(product.id()), second));
        }
    }

    void flush() {
        sessions.forEach(FeedSession::flush);
    }

    void close() {
        sessions.forEach(session -> session.close(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE, "the market has closed"));
    }

    private void send(FeedChannel channel, ProductId product, Supplier<String> frame) {
        ByteBuf bytes = null;
        // A session that is cut off for slowness leaves the set while we walk it.
        for (FeedSession session : List.copyOf(sessions)) {
            if (session.wants(channel, product)) {
                bytes = bytes == null ? Bytes.of(frame.get()) : bytes;
                session.send(bytes.retainedDuplicate());
            }
        }
        if (bytes != null) {
            bytes.release();
        }
    }
}
