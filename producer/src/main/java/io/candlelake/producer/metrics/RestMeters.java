package io.candlelake.producer.metrics;

import io.candlelake.producer.rest.RestListener;
import io.micrometer.core.instrument.Counter;

/** Counts the requests for trades. */
final class RestMeters implements RestListener {
    private final Counter requests;
    private final Counter limited;
    private final Counter failed;

    RestMeters(Meters meters) {
        requests = meters.counter(Metric.REST_REQUESTS);
        limited = meters.counter(Metric.REST_LIMITED);
        failed = meters.counter(Metric.REST_FAILED);
    }

    @Override
    public void called() {
        requests.increment();
    }

    @Override
    public void limited() {
        limited.increment();
    }

    @Override
    public void failed() {
        failed.increment();
    }
}
