package io.candlelake.query.statement;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Payloads for people: the frame's JSON as it came, {@code 0xDEADBEEF} for what is no text. */
final class Bytes {
    private Bytes() {}

    static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException binary) {
            return "0x" + HexFormat.of().withUpperCase().formatHex(bytes);
        }
    }
}
