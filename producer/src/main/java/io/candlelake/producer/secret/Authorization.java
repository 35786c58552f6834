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
}
