package io.candlelake.endtoend.plain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;

/** How often each line is still wanted; of a line 128 bits are remembered, so that a million of them fit. */
final class Tally {
    private final MessageDigest digest;
    private final Map<Key, Integer> wanted = new HashMap<>();

    private record Key(long high, long low) {}

    Tally() {
        try {
            digest = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Key key(String line) {
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(line.getBytes(UTF_8)));
        return new Key(hash.getLong(), hash.getLong());
    }

    void want(String line) {
        wanted.merge(key(line), 1, Integer::sum);
    }

    /** What a row that was found is. */
    enum Found {
        WANTED,
        ONE_TOO_MANY,
        OF_NO_RECORD
    }

    Found find(String line) {
        Integer left = wanted.computeIfPresent(key(line), (key, count) -> count - 1);
        if (left == null) {
            return Found.OF_NO_RECORD;
        }
        return left < 0 ? Found.ONE_TOO_MANY : Found.WANTED;
    }

    /** Whether the line was wanted more often than it was found. */
    boolean isLacking(String line) {
        return wanted.getOrDefault(key(line), 0) > 0;
    }

    long lacking() {
        return wanted.values().stream()
                .filter(left -> left > 0)
                .mapToLong(Integer::longValue)
                .sum();
    }
}
