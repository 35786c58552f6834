package io.candlelake.producer.replay;

import io.candlelake.domain.ProductId;
import java.util.List;
import java.util.Map;

/**
 * What a replay wrote: {@code 321 frames (262 match, 56 heartbeat, ...), 264 trades, 323 records}.
 *
 * @param frames all of them
 * @param framesByKind by the frames' own words, most frequent first; {@code (unreadable)} and {@code (too large)} stand
 *     for those that have none
 * @param acceptedTrades valid ones, repeated ones among them: whoever deduplicates may take fewer
 * @param rejectedTrades invalid ones in readable frames
 * @param rejectedFrames unreadable or too large as a whole
 * @param products those that were named, by more than a spot price, each of which got an end
 * @param records written, the ends included: a frame of two products counts twice
 * @param offsets by partition of raw_messages, of this replay's records
 * @param connectionIds in the headers of the records, in the order of their first: one for each file, or for each
 *     connection that its recorder told apart; the first 10,000
 */
public record ReplaySummary(
        long frames,
        Map<String, Long> framesByKind,
        long acceptedTrades,
        long rejectedTrades,
        long rejectedFrames,
        List<ProductId> products,
        long records,
        Map<Integer, OffsetRange> offsets,
        List<String> connectionIds) {}
