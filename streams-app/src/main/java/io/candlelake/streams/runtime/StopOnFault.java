package io.candlelake.streams.runtime;

import java.util.Map;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * An exception out of the topology: bad input is a value there, so this is a fault. The record is not left out; the thread ends
 * before it is committed.
 */
public final class StopOnFault implements ProcessingExceptionHandler {
    private @Nullable FaultPolicy policy;

    @Override
    public void configure(Map<String, ?> settings) {
        policy = (FaultPolicy) settings.get(FaultPolicy.PROPERTY);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception thrown) {
        if (policy != null) {
            policy.thrown(thrown, context);
        }
        return Response.fail();
    }
}
