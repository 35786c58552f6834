package io.candlelake.producer.connection;

/** Coinbase does not give what was subscribed to: an unknown product, mostly. To ask again would not help. */
public final class SubscriptionRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SubscriptionRefusedException(String message) {
        super(message);
    }
}
