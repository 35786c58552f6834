package io.candlelake.producer.secret;

import com.nimbusds.jose.jwk.Curve;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECParameterSpec;

/** The curve of ES256: {@code prime256v1}, {@code secp256r1}. */
final class P256 {
    static final ECParameterSpec PARAMETERS = Curve.P_256.toECParameterSpec();

    private P256() {}

    /** Whether the key is of this curve, and a number that a key of it can be: the JDK signs with zero, too. */
    static boolean has(ECPrivateKey key) {
        ECParameterSpec other = key.getParams();
        return key.getS().signum() > 0
                && key.getS().compareTo(PARAMETERS.getOrder()) < 0
                && other.getCurve().equals(PARAMETERS.getCurve())
                && other.getGenerator().equals(PARAMETERS.getGenerator())
                && other.getOrder().equals(PARAMETERS.getOrder());
    }
}
