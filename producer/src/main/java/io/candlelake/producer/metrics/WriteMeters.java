package io.candlelake.producer.metrics;

import io.candlelake.domain.ProductId;
import io.candlelake.domain.Timestamp;
import io.candlelake.producer.raw.WriteListener;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Measures how late trades are in Kafka, and how long Kafka held feeds back. */
final class WriteMeters implements WriteListener {
    private static final double MICROS = 1e6;

    private final Meters meters;
    private final Clock clock;
    private final Runnable acknowledged;
    private final Timer lag;
    private final Waits waits = new Waits(System::nanoTime);
    private final Map<ProductId, AtomicLong> newestMicros = new ConcurrentHashMap<>();

    /**
     * @param products that are there from the beginning, without an age
     * @param acknowledged told of every record that Kafka has
     */
    WriteMeters(Meters meters, Clock clock, Collection<ProductId> products, Runnable acknowledged) {
        this.meters = meters;
        this.clock = clock;
        this.acknowledged = acknowledged;
        lag = meters.histogram(Metric.LAG);
        meters.seconds(Metric.BACKPRESSURE, waits::seconds);
        products.forEach(this::newest);
    }

    private AtomicLong newest(ProductId product) {
        AtomicLong known = newestMicros.get(product);
        return known != null ? known : newestMicros.computeIfAbsent(product, this::gauge);
    }

    private AtomicLong gauge(ProductId product) {
        AtomicLong newest = new AtomicLong();
        meters.gauge(Metric.LAST_TRADE_AGE, () -> age(newest.get()), product.value());
        return newest;
    }

    /** In seconds; none before the first trade. */
    private double age(long newest) {
        return newest == 0 ? Double.NaN : (Timestamp.of(clock.instant()).epochMicros() - newest) / MICROS;
    }

    @Override
    public void acknowledged(RecordMetadata metadata) {
        acknowledged.run();
    }

    @Override
    public void tradesAcknowledged(ProductId product, Timestamp tradeTime, Timestamp acknowledgedAt) {
        // The exchange's clock may be ahead of ours; less than nothing is no lag.
        long micros = Math.max(0, acknowledgedAt.epochMicros() - tradeTime.epochMicros());
        lag.record(micros, TimeUnit.MICROSECONDS);
        newest(product).accumulateAndGet(tradeTime.epochMicros(), Math::max);
    }

    @Override
    public void waiting(boolean forRoom) {
        if (forRoom) {
            waits.begin();
        } else {
            waits.end();
        }
    }
}
