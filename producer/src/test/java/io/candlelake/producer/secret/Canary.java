package io.candlelake.producer.secret;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Looks for pieces of a private key, in whatever form, in a text. */
record Canary(KeyText key) {
    private static final int PIECE = 16;

    /** Pieces of the key that stand in the text; should be none. */
    List<String> piecesIn(String text) {
        return forms().stream()
                .flatMap(form -> pieces(form).stream())
                .filter(text::contains)
                .toList();
    }

    /** The number as in PEM of both kinds, in base64, hex and decimal, and as an array is printed. */
    private List<String> forms() {
        byte[] scalar = key.scalar();
        String hex = HexFormat.of().formatHex(scalar);
        return List.of(
                secretPart(key.sec1(), 10),
                secretPart(key.pkcs8(), 49),
                Base64.getEncoder().encodeToString(scalar),
                Base64.getUrlEncoder().encodeToString(scalar),
                hex,
                hex.toUpperCase(Locale.ROOT),
                new BigInteger(1, scalar).toString(),
                Arrays.toString(scalar));
    }

    /** Of a PEM: the characters of the number alone; curve and public key are no secret. */
    private static String secretPart(String pem, int from) {
        String body = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        return body.substring(from, from + 32);
    }

    private static List<String> pieces(String form) {
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from + PIECE <= form.length(); from++) {
            pieces.add(form.substring(from, from + PIECE));
        }
        return pieces;
    }
}
