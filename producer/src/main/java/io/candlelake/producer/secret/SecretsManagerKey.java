package io.candlelake.producer.secret;

import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;

/**
 * {@code candlelake/coinbase}, or {@code arn:aws:secretsmanager:eu-central-1:123456789012:secret:candlelake/coinbase-AbCdEf}:
 * the version that AWS calls current. Credentials, region and endpoint as the AWS SDK finds them; an ARN brings its region.
 */
record SecretsManagerKey(String secret) implements KeySource {
    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration ATTEMPT = Duration.ofSeconds(4);
    private static final int ARN_PARTS = 7;
    private static final int ARN_REGION = 3;

    @Override
    public ApiKey read() {
        String text;
        try (SecretsManagerClient client = client()) {
            text = client.getSecretValue(request -> request.secretId(secret)).secretString();
        } catch (SdkException refused) {
            throw problem("cannot be read (" + firstLine(refused)
                    + "): are name, region, and the right secretsmanager:GetSecretValue as they should be?");
        }
        if (text == null) {
            throw problem("holds bytes, not the JSON that Coinbase lets one download");
        }
        try {
            return ApiKey.parse(text);
        } catch (ApiKeyException wrong) {
            throw problem(String.valueOf(wrong.getMessage()));
        }
    }

    /** One for each look: they are minutes apart, and nothing of the key stays in a client. */
    private SecretsManagerClient client() {
        SecretsManagerClientBuilder builder = SecretsManagerClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(bounds -> bounds.apiCallTimeout(PATIENCE).apiCallAttemptTimeout(ATTEMPT));
        region().ifPresent(builder::region);
        return builder.build();
    }

    private Optional<Region> region() {
        String[] parts = secret.split(":", ARN_PARTS);
        return parts.length == ARN_PARTS && parts[0].equals("arn") && !parts[ARN_REGION].isEmpty()
                ? Optional.of(Region.of(parts[ARN_REGION]))
                : Optional.empty();
    }

    private static String firstLine(SdkException refused) {
        String message = refused.getMessage();
        return message == null
                ? refused.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    private ApiKeyException problem(String what) {
        return new ApiKeyException("the API key's secret " + secret + " of AWS Secrets Manager " + what);
    }

    @Override
    public Optional<Duration> pause() {
        return Optional.of(PAUSE);
    }
}
