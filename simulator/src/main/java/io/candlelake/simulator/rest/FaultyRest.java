package io.candlelake.simulator.rest;

import io.candlelake.domain.ProductId;
import io.candlelake.simulator.fault.Fault;
import io.candlelake.simulator.fault.Faults;
import io.candlelake.simulator.fault.Feed;
import io.candlelake.simulator.wire.Reply;
import java.util.List;
import java.util.Optional;

/** What happens to the REST API's answers: with most of them, nothing. */
public final class FaultyRest {
    private static final int OK = 200;

    private final Faults faults;

    public FaultyRest(Faults faults) {
        this.faults = faults;
    }

    /**
     * {@code of("/products/BTC-USD/trades", 200 [...])}.
     *
     * @param reply the right one; one that is an error already is left alone
     */
    public Answer of(String path, Reply reply) {
        List<String> parts = List.of(path.substring(1).split("/"));
        if (reply.status() != OK || !List.of("products", "v2").contains(parts.get(0))) {
            return Answer.atOnce(reply);
        }
        // products/BTC-USD/trades, v2/prices/BTC-USD/spot
        int place = parts.get(0).equals("products") ? 1 : 2;
        Optional<ProductId> product = parts.size() > place ? ProductId.parse(parts.get(place)) : Optional.empty();
        Optional<Fault> due = faults.ofRequest(product, path.endsWith("/trades"));
        due.ifPresent(fault -> faults.record(fault, Optional.of(Feed.REST), product, List.of()));
        return due.map(fault -> happen(fault, reply)).orElse(Answer.atOnce(reply));
    }

    private static Answer happen(Fault fault, Reply reply) {
        return switch (fault.kind()) {
            case REST_429 -> Answer.atOnce(RestApi.tooMany());
            case REST_500 -> Answer.atOnce(Reply.error(500, "Internal server error"));
            case REST_TIMEOUT -> new Answer(reply, Answer.Delivery.NEVER, fault.millis());
            case REST_SLOW -> new Answer(reply, Answer.Delivery.IN_DRIPS, fault.millis());
            case REST_EMPTY_PAGE -> Answer.atOnce(Reply.ok("[]"));
            default -> throw new IllegalArgumentException(fault.kind() + " does not happen to a request");
        };
    }
}
