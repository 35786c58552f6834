package io.candlelake.producer.raw;

import io.candlelake.producer.gap.GapTracker;
import io.candlelake.producer.progress.Progress;

/**
 * Who keeps count of trades on the live way: {@code gaps} before a frame is written, {@code progress} when Kafka has it. A replay has
 * neither.
 */
record Tracking(GapTracker gaps, Progress progress) {}
