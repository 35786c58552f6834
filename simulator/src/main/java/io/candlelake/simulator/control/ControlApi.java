package io.candlelake.simulator.control;

import io.candlelake.domain.ProductId;
import io.candlelake.simulator.fault.FaultKind;
import io.candlelake.simulator.fault.FaultOrder;
import io.candlelake.simulator.fault.Feed;
import io.candlelake.simulator.wire.BadRequest;
import io.candlelake.simulator.wire.Query;
import io.candlelake.simulator.wire.Reply;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** {@code POST /simulator/faults?kind=CUT&feed=exchange&seconds=30}, as one function from a request to its answer. */
public final class ControlApi {
    private static final Reply DONE = Reply.ok("{\"done\":true}");

    private final Controls controls;

    public ControlApi(Controls controls) {
        this.controls = controls;
    }

    /** True when the path is of this interface. */
    public static boolean has(String path) {
        return path.startsWith("/simulator/");
    }

    /** {@code answer("POST", "/simulator/faults", kind=DROP&count=3)}. */
    public Reply answer(String method, String path, Query query) {
        try {
            return switch (method + " " + path) {
                case "GET /simulator/state" -> Reply.ok(controls.state().json());
                case "POST /simulator/faults" -> {
                    controls.order(order(query));
                    yield DONE;
                }
                case "POST /simulator/faults/stop" -> {
                    controls.stopFaults();
                    yield DONE;
                }
                case "POST /simulator/market/close" -> {
                    controls.closeMarket();
                    yield Reply.ok(controls.state().json());
                }
                default -> Reply.error(404, "NotFound");
            };
        } catch (BadRequest | IllegalArgumentException wrong) {
            return Reply.error(400, String.valueOf(wrong.getMessage()));
        }
    }

    private static FaultOrder order(Query query) {
        FaultKind kind = query.text("kind").flatMap(FaultKind::parse).orElseThrow(() -> new BadRequest("Invalid kind"));
        Optional<Feed> feed =
                query.text("feed").map(text -> Feed.parse(text).orElseThrow(() -> new BadRequest("Invalid feed")));
        Optional<Long> count = query.number("count", 1);
        return new FaultOrder(
                kind,
                feed,
                query.text("product").map(ProductId::of),
                count.isPresent() ? OptionalInt.of(Math.toIntExact(count.get())) : OptionalInt.empty(),
                seconds(query));
    }

    private static OptionalDouble seconds(Query query) {
        try {
            return query.text("seconds")
                    .map(text -> OptionalDouble.of(Double.parseDouble(text)))
                    .orElse(OptionalDouble.empty());
        } catch (NumberFormatException notOne) {
            throw new BadRequest("Invalid seconds");
        }
    }
}
