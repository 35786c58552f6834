package io.candlelake.streams.quality;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;

/**
 * The stored form of what is remembered of a product, in two parts: the last prices, about 1 KB, which change every few seconds, and
 * the rest. Private to this app, so it is binary; the first byte is its version.
 */
public final class QualityCodec {
    private static final int VERSION = 1;

    private QualityCodec() {}

    /** Everything but the last prices. */
    public static byte[] encode(ProductQuality product) {
        return bytes(256, out -> {
            out.writeLong(product.judgedTo);
            out.writeInt(product.open.size());
            for (Map.Entry<Long, Second> second : product.open.entrySet()) {
                out.writeLong(second.getKey());
                writeSecond(out, second.getKey(), second.getValue());
            }
            writeAlarm(out, product.spike);
            writeAlarm(out, product.drop);
            out.writeShort(product.crossings.size());
            for (Map.Entry<String, Crossing> crossing : product.crossings.entrySet()) {
                out.writeUTF(crossing.getKey());
                out.writeBoolean(crossing.getValue().isKnown);
                writeAlarm(out, crossing.getValue().alarm);
            }
            out.writeLong(product.heardAt);
            out.writeBoolean(product.isStale);
            out.writeLong(product.gaps.count);
            out.writeLong(product.incomplete.count);
            out.writeLong(product.missing.count);
            out.writeLong(product.rejectMinute);
            out.writeLong(product.rejectCount);
            out.writeBoolean(product.hasManyRejects);
        });
    }

    /** Puts back what {@link #encode} gave. */
    public static void restore(byte[] stored, ProductQuality product) {
        read(stored, in -> {
            product.judgedTo = in.readLong();
            for (int left = in.readInt(); left > 0; left--) {
                long start = in.readLong();
                product.putBack(start, readSecond(in, start));
            }
            readAlarm(in, product.spike);
            readAlarm(in, product.drop);
            for (int left = in.readUnsignedShort(); left > 0; left--) {
                Crossing crossing = product.crossings.computeIfAbsent(in.readUTF(), name -> new Crossing());
                crossing.isKnown = in.readBoolean();
                readAlarm(in, crossing.alarm);
            }
            product.heardAt = in.readLong();
            product.isStale = in.readBoolean();
            product.gaps.count = in.readLong();
            product.incomplete.count = in.readLong();
            product.missing.count = in.readLong();
            product.rejectMinute = in.readLong();
            product.rejectCount = in.readLong();
            product.hasManyRejects = in.readBoolean();
        });
    }

    /** Whether the last prices are other than when they were last encoded or restored. */
    public static boolean hasOtherPrices(ProductQuality product) {
        return product.window.isChanged;
    }

    /** The last prices. */
    public static byte[] encodePrices(ProductQuality product) {
        product.window.isChanged = false;
        return bytes(1_024, out -> {
            out.writeByte(product.window.samples().size());
            for (PriceWindow.Sample sample : product.window.samples()) {
                out.writeLong(sample.time());
                writeDecimal(out, sample.price());
            }
        });
    }

    /** Puts back what {@link #encodePrices} gave. */
    public static void restorePrices(byte[] stored, ProductQuality product) {
        read(stored, in -> {
            for (int left = in.readUnsignedByte(); left > 0; left--) {
                product.window.add(new PriceWindow.Sample(in.readLong(), readDecimal(in)));
            }
        });
    }

    private static void writeSecond(DataOutputStream out, long start, Second second) throws IOException {
        for (Second.Extreme extreme : second.extremes()) {
            out.writeInt((int) (extreme.time - start));
            out.writeLong(extreme.tradeId);
            writeDecimal(out, extreme.price.value());
        }
    }

    private static Second readSecond(DataInputStream in, long start) throws IOException {
        Second second = new Second();
        for (Second.Extreme extreme : second.extremes()) {
            extreme.time = start + in.readInt();
            extreme.tradeId = in.readLong();
            extreme.price.set(readDecimal(in));
        }
        return second;
    }

    private static void writeAlarm(DataOutputStream out, Alarm alarm) throws IOException {
        out.writeBoolean(alarm.isOn);
        out.writeLong(alarm.toldAt);
    }

    private static void readAlarm(DataInputStream in, Alarm alarm) throws IOException {
        alarm.isOn = in.readBoolean();
        alarm.toldAt = in.readLong();
    }

    private static void writeDecimal(DataOutputStream out, BigDecimal number) throws IOException {
        byte[] unscaled = number.unscaledValue().toByteArray();
        out.writeByte(unscaled.length);
        out.write(unscaled);
        out.writeByte(number.scale());
    }

    private static BigDecimal readDecimal(DataInputStream in) throws IOException {
        byte[] unscaled = in.readNBytes(in.readUnsignedByte());
        return new BigDecimal(new BigInteger(unscaled), in.readByte());
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] bytes(int size, Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(size);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            writing.to(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return bytes.toByteArray();
    }

    private interface Reading {
        void from(DataInputStream in) throws IOException;
    }

    private static void read(byte[] stored, Reading reading) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IOException("it is of version " + version + ", this app reads version " + VERSION);
            }
            reading.from(in);
        } catch (IOException broken) {
            throw new UncheckedIOException("what is remembered of a product's alerts cannot be read", broken);
        }
    }
}
