package io.candlelake.benchmarks.process;

/** What ends a benchmark, in one line for a person: {@code "the broker did not start within 60 s"}. */
public final class BenchmarkException extends RuntimeException {
    public BenchmarkException(String message) {
        super(message);
    }

    public BenchmarkException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
