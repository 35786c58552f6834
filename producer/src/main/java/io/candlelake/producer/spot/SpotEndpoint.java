package io.candlelake.producer.spot;

import io.candlelake.domain.ProductId;
import java.io.IOException;
import java.time.Duration;

/** What is asked for prices: {@code ask(BTC-USD, 10 s)}. Called from several threads, never twice at a time for a pair. */
@FunctionalInterface
public interface SpotEndpoint {
    /**
     * One request.
     *
     * @param patience when it is over, the answer is of no use any more
     * @throws IOException when there is no answer; its message says why, for a person
     * @throws InterruptedException when asked to stop
     */
    SpotAnswer ask(ProductId pair, Duration patience) throws IOException, InterruptedException;
}
