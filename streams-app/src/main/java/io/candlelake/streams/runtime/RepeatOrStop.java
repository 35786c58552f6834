package io.candlelake.streams.runtime;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.jspecify.annotations.Nullable;

/**
 * A row that Kafka did not take: what may pass is processed again from its input, anything else ends the thread. To go on without
 * the row is no answer. Rows are bytes already, so that to serialise them cannot fail.
 */
public final class RepeatOrStop implements ProductionExceptionHandler {
    private @Nullable FaultPolicy policy;

    @Override
    public void configure(Map<String, ?> settings) {
        policy = (FaultPolicy) settings.get(FaultPolicy.PROPERTY);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, ProducerRecord<byte[], byte[]> row, Exception refused) {
        return policy != null && policy.repeats(row.topic(), refused) ? Response.retry() : Response.fail();
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public Response handleSerializationError(
            ErrorHandlerContext context, ProducerRecord row, Exception failed, SerializationExceptionOrigin origin) {
        return Response.fail();
    }
}
