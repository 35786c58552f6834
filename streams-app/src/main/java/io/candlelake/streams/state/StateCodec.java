package io.candlelake.streams.state;

import io.candlelake.domain.Candle;
import io.candlelake.domain.CandleFold;
import io.candlelake.domain.CandleStatus;
import io.candlelake.domain.GapCause;
import io.candlelake.domain.Interval;
import io.candlelake.domain.LongRanges;
import io.candlelake.domain.ProductId;
import io.candlelake.domain.SeenTrades;
import io.candlelake.domain.Timestamp;
import io.candlelake.streams.candle.ClosedCandle;
import io.candlelake.streams.candle.Evidence;
import io.candlelake.streams.candle.ProductClock;
import io.candlelake.streams.candle.ProductState;
import io.candlelake.streams.candle.TradeContents;
import io.candlelake.streams.candle.Window;
import io.candlelake.streams.gap.GapLedger;
import io.candlelake.streams.gap.KnownGap;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The stored form of product states and closed candles: about 600 bytes a product, 130 a candle. Private to this app, so it is
 * binary; the first byte is its version.
 */
final class StateCodec {
    private static final int VERSION = 4;
    private static final Interval[] INTERVALS = Interval.values();

    private StateCodec() {}

    static byte[] encode(ProductState state) {
        return bytes(out -> {
            writeClock(out, state.clock());
            writeSeen(out, state.seen());
            writeGaps(out, state.gaps());
            writeRanges(out, state.heard());
            for (Interval interval : INTERVALS) {
                writeRanges(out, state.closed(interval));
                out.writeInt(state.open(interval).size());
                for (Map.Entry<Long, Window> window : state.open(interval).entrySet()) {
                    out.writeLong(window.getKey());
                    out.writeShort(window.getValue().observed());
                    out.writeBoolean(window.getValue().lacking());
                    writeFold(out, window.getValue().fold());
                }
            }
        });
    }

    /** The contents of its trades are stored by themselves. */
    static ProductState decodeProduct(ProductId productId, byte[] stored, TradeContents contents) {
        try (DataInputStream in = open(stored)) {
            ProductClock clock = readClock(in);
            SeenTrades seen = readSeen(in);
            GapLedger gaps = readGaps(in);
            LongRanges heard = readRanges(in);
            Map<Interval, LongRanges> closed = new EnumMap<>(Interval.class);
            Map<Interval, Map<Long, Window>> open = new EnumMap<>(Interval.class);
            for (Interval interval : INTERVALS) {
                closed.put(interval, readRanges(in));
                Map<Long, Window> windows = new HashMap<>();
                for (int left = in.readInt(); left > 0; left--) {
                    long openTime = in.readLong();
                    int observed = in.readUnsignedShort();
                    boolean lacking = in.readBoolean();
                    windows.put(openTime, new Window(readFold(in), observed, lacking));
                }
                open.put(interval, windows);
            }
            ProductState state = ProductState.restored(productId, seen, gaps, contents, closed, clock);
            open.forEach((interval, windows) -> state.open(interval).putAll(windows));
            copy(heard, state.heard());
            return state;
        } catch (IOException broken) {
            throw new UncheckedIOException("the stored state of " + productId + " cannot be read", broken);
        }
    }

    static byte[] encode(TradeContents.Chunk chunk) {
        return bytes(out -> {
            out.writeLong(chunk.newestTime());
            for (int i = 0; i < TradeContents.CHUNK; i++) {
                out.writeLong(chunk.print(i));
            }
        });
    }

    static TradeContents.Chunk decodeChunk(long number, byte[] stored) {
        try (DataInputStream in = open(stored)) {
            long newestTime = in.readLong();
            long[] prints = new long[TradeContents.CHUNK];
            for (int i = 0; i < prints.length; i++) {
                prints[i] = in.readLong();
            }
            return new TradeContents.Chunk(number, prints, newestTime);
        } catch (IOException broken) {
            throw new UncheckedIOException("stored contents of trades cannot be read", broken);
        }
    }

    static byte[] encode(ClosedCandle candle) {
        return bytes(out -> {
            out.writeInt(candle.revision());
            out.writeShort(candle.observed());
            out.writeBoolean(candle.lacking());
            out.writeUTF(candle.evidence().status().name());
            out.writeLong(candle.evidence().missing());
            out.writeBoolean(candle.evidence().complete());
            writeFold(out, candle.fold());
        });
    }

    static ClosedCandle decodeClosed(byte[] stored) {
        try (DataInputStream in = open(stored)) {
            int revision = in.readInt();
            int observed = in.readUnsignedShort();
            boolean lacking = in.readBoolean();
            Evidence evidence = new Evidence(CandleStatus.valueOf(in.readUTF()), in.readLong(), in.readBoolean());
            return new ClosedCandle(readFold(in), observed, lacking, evidence, revision);
        } catch (IOException broken) {
            throw new UncheckedIOException("a stored candle cannot be read", broken);
        }
    }

    private static void writeClock(DataOutputStream out, ProductClock clock) throws IOException {
        out.writeLong(clock.watermark());
        out.writeLong(clock.sessionStart());
        out.writeLong(clock.newestTradeId());
        out.writeLong(clock.newestNamedAt());
        out.writeLong(clock.sweptTo());
        out.writeLong(clock.clockSweptTo());
        out.writeLong(clock.expiredBefore());
        out.writeLong(clock.heardAt());
    }

    private static ProductClock readClock(DataInputStream in) throws IOException {
        return new ProductClock(
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong());
    }

    /** Most minutes of a thin product hold no trade: one byte. */
    private static void writeFold(DataOutputStream out, CandleFold fold) throws IOException {
        out.writeBoolean(fold.tradeCount() > 0);
        if (fold.tradeCount() == 0) {
            return;
        }
        writeEdge(out, fold.opened());
        writeEdge(out, fold.closed());
        writeDecimal(out, fold.high());
        writeDecimal(out, fold.low());
        CandleFold.Totals totals = fold.totals();
        writeDecimal(out, totals.notional());
        writeDecimal(out, totals.buyVolume());
        writeDecimal(out, totals.sellVolume());
        out.writeLong(totals.tradeCount());
        out.writeLong(fold.tradeIds().first());
        out.writeLong(fold.tradeIds().last());
    }

    private static CandleFold readFold(DataInputStream in) throws IOException {
        return !in.readBoolean()
                ? new CandleFold()
                : new CandleFold(
                        readEdge(in),
                        readEdge(in),
                        readDecimal(in),
                        readDecimal(in),
                        new CandleFold.Totals(readDecimal(in), readDecimal(in), readDecimal(in), in.readLong()),
                        new Candle.TradeIds(in.readLong(), in.readLong()));
    }

    private static void writeEdge(DataOutputStream out, CandleFold.Edge edge) throws IOException {
        out.writeLong(edge.epochMicros());
        out.writeLong(edge.tradeId());
        writeDecimal(out, edge.price());
    }

    private static CandleFold.Edge readEdge(DataInputStream in) throws IOException {
        return new CandleFold.Edge(in.readLong(), in.readLong(), readDecimal(in));
    }

    private static void writeSeen(DataOutputStream out, SeenTrades seen) throws IOException {
        out.writeLong(seen.forgottenTo());
        out.writeInt(seen.count());
        for (int i = 0; i < seen.count(); i++) {
            SeenTrades.Range range = seen.range(i);
            out.writeLong(range.first());
            out.writeLong(range.last());
            out.writeLong(range.lowerEdge());
            out.writeLong(range.upperEdge());
        }
    }

    private static SeenTrades readSeen(DataInputStream in) throws IOException {
        long forgottenTo = in.readLong();
        List<SeenTrades.Range> ranges = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            ranges.add(new SeenTrades.Range(in.readLong(), in.readLong(), in.readLong(), in.readLong()));
        }
        return new SeenTrades(ranges, forgottenTo);
    }

    private static void writeGaps(DataOutputStream out, GapLedger ledger) throws IOException {
        out.writeLong(ledger.checkedFrom());
        out.writeLong(ledger.checkedTo());
        writeRanges(out, ledger.givenUp());
        out.writeInt(ledger.gaps().size());
        for (KnownGap gap : ledger.gaps()) {
            out.writeLong(gap.first());
            out.writeLong(gap.last());
            out.writeUTF(gap.cause().name());
            out.writeLong(gap.detectedAt().epochMicros());
            out.writeBoolean(gap.closed());
        }
    }

    private static GapLedger readGaps(DataInputStream in) throws IOException {
        long checkedFrom = in.readLong();
        long checkedTo = in.readLong();
        LongRanges givenUp = readRanges(in);
        List<KnownGap> gaps = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            gaps.add(new KnownGap(
                    in.readLong(),
                    in.readLong(),
                    GapCause.valueOf(in.readUTF()),
                    new Timestamp(in.readLong()),
                    in.readBoolean()));
        }
        return new GapLedger(gaps, givenUp, checkedFrom, checkedTo);
    }

    private static void writeRanges(DataOutputStream out, LongRanges ranges) throws IOException {
        out.writeInt(ranges.count());
        for (int i = 0; i < ranges.count(); i++) {
            out.writeLong(ranges.first(i));
            out.writeLong(ranges.last(i));
        }
    }

    private static void copy(LongRanges from, LongRanges to) {
        for (int i = 0; i < from.count(); i++) {
            to.addAll(from.first(i), from.last(i));
        }
    }

    private static LongRanges readRanges(DataInputStream in) throws IOException {
        LongRanges ranges = new LongRanges();
        for (int left = in.readInt(); left > 0; left--) {
            ranges.addAll(in.readLong(), in.readLong());
        }
        return ranges;
    }

    private static void writeDecimal(DataOutputStream out, BigDecimal number) throws IOException {
        byte[] unscaled = number.unscaledValue().toByteArray();
        out.writeByte(unscaled.length);
        out.write(unscaled);
        out.writeInt(number.scale());
    }

    private static BigDecimal readDecimal(DataInputStream in) throws IOException {
        byte[] unscaled = in.readNBytes(in.readUnsignedByte());
        return new BigDecimal(new BigInteger(unscaled), in.readInt());
    }

    private interface Body {
        void write(DataOutputStream out) throws IOException;
    }

    private static byte[] bytes(Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            body.write(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return bytes.toByteArray();
    }

    private static DataInputStream open(byte[] stored) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored));
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new IOException("it is of version " + version + ", this app reads version " + VERSION);
        }
        return in;
    }
}
