package io.candlelake.benchmarks.flink;

import io.candlelake.benchmarks.peer.PeerCandle;
import io.candlelake.benchmarks.peer.PeerFrame;
import io.candlelake.benchmarks.peer.PeerInterval;
import io.candlelake.benchmarks.peer.PeerJson;
import io.candlelake.benchmarks.peer.PeerTrade;
import io.candlelake.contract.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;

/**
 * The job in Java: validate, deduplicate by id, six windowed aggregates; watermarks by partition, state on the heap, exactly
 * once from source to sinks.
 */
public final class FlinkDataStream {
    private FlinkDataStream() {}

    public static void main(String[] words) throws Exception {
        StreamExecutionEnvironment environment = MiniCluster.environment(Duration.ofSeconds(1));
        SingleOutputStreamOperator<PeerTrade> valid = environment
                .fromSource(KafkaTopics.source(), watermarks(), "raw_messages")
                .process(new ValidTrades());
        valid.getSideOutput(ValidTrades.REJECTED)
                .sinkTo(KafkaTopics.sink(Topics.REJECTS, frame -> frame.trade.productId, PeerJson::reject));
        DataStream<PeerTrade> trades = valid.keyBy(trade -> trade.productId).process(new FirstOfItsId());
        // Lambdas, for javac takes two shipped references to one method for the same, whatever they are references of.
        trades.sinkTo(KafkaTopics.sink(Topics.TICKS, trade -> trade.productId, trade -> PeerJson.write(trade)));
        candles(trades.keyBy(trade -> trade.productId))
                .sinkTo(KafkaTopics.sink(Topics.CANDLES, PeerCandle::productId, candle -> PeerJson.write(candle)));
        environment.execute("candles");
    }

    private static DataStream<PeerCandle> candles(KeyedStream<PeerTrade, String> trades) {
        List<DataStream<PeerCandle>> all = PeerInterval.ALL.stream()
                .map(interval -> candles(trades, interval))
                .toList();
        Optional<DataStream<PeerCandle>> united = all.stream().reduce(DataStream::union);
        return united.orElseThrow();
    }

    private static DataStream<PeerCandle> candles(KeyedStream<PeerTrade, String> trades, PeerInterval interval) {
        return trades.window(TumblingEventTimeWindows.of(interval.length()))
                .aggregate(new FoldTrades(), new MakeCandle(interval.label()));
    }

    private static WatermarkStrategy<PeerFrame> watermarks() {
        return WatermarkStrategy.<PeerFrame>forBoundedOutOfOrderness(PeerInterval.GRACE)
                .withTimestampAssigner(
                        (frame, kafkaMillis) -> frame.isValid() ? frame.trade.micros / 1_000 : kafkaMillis);
    }
}
