package io.candlelake.local.view;

import io.candlelake.domain.Timestamp;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Writes records as they come, in batches: {@code RecordPrinter.table("ticks", 80, out).print(records)}. */
interface RecordPrinter {
    /** Writes them; whether somebody still reads. */
    boolean print(List<ConsumerRecord<byte[], byte[]>> batch);

    /** One JSON object a line. */
    static RecordPrinter json(PrintWriter out) {
        return batch -> {
            batch.forEach(found -> out.println(RecordJson.line(found)));
            return !out.checkError();
        };
    }

    /** Aligned columns, later batches under the earlier ones. */
    static RecordPrinter table(String topic, int width, PrintWriter out) {
        return new Aligned(topic, width, out);
    }

    /** The columns are settled with the first batch, whose times decide how times are written. */
    final class Aligned implements RecordPrinter {
        private final RecordTable ofTopic;
        private final int width;
        private final PrintWriter out;
        private @Nullable TimeForm times;
        private @Nullable TextTable table;

        Aligned(String topic, int width, PrintWriter out) {
            this.ofTopic = RecordTable.of(topic, width);
            this.width = width;
            this.out = out;
        }

        @Override
        public boolean print(List<ConsumerRecord<byte[], byte[]>> batch) {
            if (!batch.isEmpty()) {
                TimeForm form = times == null ? settleTimes(batch) : times;
                TextTable rows = table == null ? begin(form) : table;
                batch.forEach(found -> rows.row(cells(found, form)));
                rows.lines(width).forEach(out::println);
                times = form;
                table = rows;
            }
            return !out.checkError();
        }

        private TimeForm settleTimes(List<ConsumerRecord<byte[], byte[]>> batch) {
            List<Timestamp> all =
                    batch.stream().flatMap(found -> time(found).stream()).toList();
            return TimeForm.of(all, ofTopic.timeName(), ofTopic.timeEnd());
        }

        private TextTable begin(TimeForm form) {
            List<String> headers = new ArrayList<>(List.of("at", form.header()));
            headers.addAll(ofTopic.headers());
            return new TextTable(headers.toArray(String[]::new));
        }

        private Object[] cells(ConsumerRecord<byte[], byte[]> found, TimeForm form) {
            List<Object> cells = new ArrayList<>();
            cells.add(found.partition() + ":" + found.offset());
            cells.add(time(found).map(form::cell).orElse("-"));
            cells.addAll(own(found));
            return cells.toArray();
        }

        private Optional<Timestamp> time(ConsumerRecord<byte[], byte[]> found) {
            try {
                return Optional.of(ofTopic.timeOf().apply(found));
            } catch (RuntimeException foreign) {
                return Optional.empty();
            }
        }

        /** A record that another program wrote there is shown too: its bytes in the first column. */
        private List<Object> own(ConsumerRecord<byte[], byte[]> found) {
            try {
                return ofTopic.cells().apply(found);
            } catch (RuntimeException foreign) {
                List<Object> cells = new ArrayList<>(RecordTable.plain().cells().apply(found));
                while (cells.size() < ofTopic.headers().size()) {
                    cells.add("");
                }
                return cells;
            }
        }
    }
}
