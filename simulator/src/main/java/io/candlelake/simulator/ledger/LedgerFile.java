package io.candlelake.simulator.ledger;

import io.candlelake.simulator.market.Trade;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger on disk, one trade a line. A line is handed to the operating system before its trade is sent, so that a
 * killed process has no published trade without its line. One process writes to it at a time.
 */
final class LedgerFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerFile.class);

    private final Path path;
    private final FileChannel channel;

    private LedgerFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Opens or begins the ledger, its torn last line cut off. */
    static LedgerFile open(Path path) {
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            FileChannel channel = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            lock(path, channel);
            LedgerFile file = new LedgerFile(path, channel);
            file.cutTornLine();
            return file;
        } catch (IOException refused) {
            throw new LedgerException("cannot open the ledger " + path + ": " + refused, refused);
        }
    }

    private static void lock(Path path, FileChannel channel) throws IOException {
        @Nullable FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException ownProcess) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new LedgerException("another simulator writes to the ledger " + path
                    + "; stop it, or set SIMULATOR_LEDGER to another file");
        }
    }

    private void cutTornLine() throws IOException {
        long whole = lengthOfWholeLines(channel);
        long torn = channel.size() - whole;
        if (torn > 0) {
            // Its trade was not published: lines are written whole before their trades are sent.
            channel.truncate(whole);
            LOG.warn("cut off a torn last line of {} bytes from the ledger {}", torn, path);
        }
        channel.position(whole);
    }

    private static long lengthOfWholeLines(FileChannel channel) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(4096);
        for (long end = channel.size(); end > 0; end -= block.capacity()) {
            long start = Math.max(0, end - block.capacity());
            block.clear().limit((int) (end - start));
            while (block.hasRemaining() && channel.read(block, start + block.position()) >= 0) {}
            for (int i = block.position() - 1; i >= 0; i--) {
                if (block.get(i) == '\n') {
                    return start + i + 1;
                }
            }
        }
        return 0;
    }

    /**
     * Every line that stands in it, oldest first. Through the one channel: were the file opened and closed once more, the
     * operating system would drop the lock.
     */
    void read(Consumer<LedgerLine> lines) {
        read(path, channel, lines);
    }

    /**
     * Every whole line, oldest first: one that is being written just now is not yet there. Throws
     * {@link LedgerException} at the first that is not a trade.
     */
    static void read(Path path, Consumer<LedgerLine> lines) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            read(path, channel, lines);
        } catch (IOException refused) {
            throw new LedgerException("cannot read the ledger " + path + ": " + refused, refused);
        }
    }

    private static void read(Path path, FileChannel channel, Consumer<LedgerLine> lines) {
        long number = 0;
        try {
            long whole = lengthOfWholeLines(channel);
            channel.position(0);
            BufferedReader reader = new BufferedReader(Channels.newReader(channel, StandardCharsets.ISO_8859_1));
            for (long left = whole; left > 0; ) {
                number++;
                String line = Objects.requireNonNull(reader.readLine(), "the ledger became shorter");
                lines.accept(LedgerLine.parse(line));
                left -= line.length() + 1;
            }
            channel.position(whole);
        } catch (IOException refused) {
            throw new LedgerException("cannot read the ledger " + path + ": " + refused, refused);
        } catch (IllegalArgumentException | ArithmeticException wrong) {
            throw new LedgerException(
                    "line " + number + " of the ledger " + path + " cannot be: " + wrong.getMessage()
                            + "; set SIMULATOR_LEDGER to another file",
                    wrong);
        }
    }

    /** Writes the trades' lines to the operating system, all of them or throws. */
    void append(List<Trade> trades) {
        StringBuilder lines = new StringBuilder(trades.size() * 150);
        for (Trade trade : trades) {
            LedgerLine.write(trade, lines);
        }
        ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.US_ASCII));
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException refused) {
            throw new LedgerException("cannot write to the ledger " + path + ": " + refused, refused);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException refused) {
            throw new LedgerException("cannot close the ledger " + path + ": " + refused, refused);
        }
    }
}
