package io.candlelake.simulator.wire;

import io.candlelake.domain.ProductId;
import io.candlelake.simulator.fault.Fault;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The connections of one feed. */
public final class Connections {
    private final Set<Connection> all = new LinkedHashSet<>();

    public void add(Connection connection) {
        all.add(connection);
    }

    public void remove(Connection connection) {
        all.remove(connection);
    }

    /** Those whose socket is open, dead ones included. */
    public int size() {
        return all.size();
    }

    public void flush() {
        List.copyOf(all).forEach(Connection::flush);
    }

    /** Lets a fault happen to the first so many of the living connections, of those with the product. */
    public void strike(Fault fault, Optional<ProductId> product, int count) {
        all.stream()
                .filter(Connection::isOpen)
                .filter(connection -> product.isEmpty() || connection.concerns(product.get()))
                .limit(count)
                .toList()
                .forEach(connection -> connection.strike(fault));
    }

    /** Lets a fault happen to one of the living connections, drawn by lot. */
    public void strikeOne(Fault fault) {
        List<Connection> living = all.stream().filter(Connection::isOpen).toList();
        if (!living.isEmpty()) {
            living.get(fault.chance().nextInt(living.size())).strike(fault);
        }
    }

    /** Ends what lasts of their faults. */
    public void relent() {
        List.copyOf(all).forEach(Connection::relent);
    }

    public void close() {
        List.copyOf(all)
                .forEach(connection ->
                        connection.close(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE, "the market has closed"));
    }
}
