package io.candlelake.producer.secret;

import java.net.URI;
import java.util.Optional;

/** What proves to Coinbase who asks; without an API key, nothing does, and the public limits hold. */
public interface Authorization {
    /** Without a key. */
    Authorization NONE = new Authorization() {
        @Override
        public Optional<String> webSocketToken() {
            return Optional.empty();
        }

        @Override
        public Optional<String> restToken(String method, URI uri) {
            return Optional.empty();
        }
    };

    /** A fresh token for the {@code jwt} field of an Advanced Trade subscription. */
    Optional<String> webSocketToken();

    /** A fresh bearer token for one request: {@code GET, https://api.coinbase.com/v2/prices/BTC-USD/spot}. */
    Optional<String> restToken(String method, URI uri);

    /**
     * Told when Coinbase did not take a token (HTTP 401): the key may have been rotated. Looks for a newer one at once, at
     * most every few seconds, and returns when it has looked (10 s at most), so that one more try makes sense.
     */
    default void refused() {}
}
