package io.candlelake.streams.metrics;

import io.candlelake.domain.ProductId;
import java.util.Map;

/**
 * What a task holds, as its thread saw it at most a second or so ago: {@code 12 products, 31 open windows, 14 ranges, 9.6 kB}.
 *
 * @param products products whose state it has
 * @param openWindows windows that are not final
 * @param seenRanges ranges of trade ids; a product without holes is one
 * @param openGaps gaps whose trades neither came nor were given up
 * @param storedEntries keys in the store of products
 * @param storedBytes bytes of its keys and values
 * @param watermarks event time of each product, microseconds since the epoch; of a product that has one
 */
public record TaskFigures(
        int products,
        int openWindows,
        int seenRanges,
        int openGaps,
        long storedEntries,
        long storedBytes,
        Map<ProductId, Long> watermarks) {}
