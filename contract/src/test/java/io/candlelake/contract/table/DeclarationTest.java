package io.candlelake.contract.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlelake.contract.frame.FrameLimit;
import io.candlelake.contract.topic.Topic;
import io.candlelake.contract.topic.Topics;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DeclarationTest {
    private static final Set<String> TYPES =
            Set.of("string", "long", "int", "boolean", "uuid", "binary", "timestamptz", "decimal(38,18)");

    @Test
    void aTopicAndItsTableHaveTheSameName() {
        List<String> topics = Topics.all().stream().map(Topic::name).toList();
        assertThat(Tables.all()).extracting(Table::name).isSubsetOf(topics);
        assertThat(topics)
                .filteredOn(name ->
                        !List.of(Topics.CANDLES_LIVE, Topics.PRODUCER_PROGRESS).contains(name))
                .containsExactlyInAnyOrderElementsOf(
                        Tables.all().stream().map(Table::name).toList());
    }

    @Test
    void everyColumnHasAKnownTypeAndADescription() {
        for (Table table : Tables.all()) {
            assertThat(table.columns()).allSatisfy(column -> {
                assertThat(TYPES).contains(column.type());
                assertThat(column.doc()).isNotBlank();
            });
        }
    }

    @Test
    void partitionsAndSortOrdersNameColumnsOfTheTable() {
        for (Table table : Tables.all()) {
            Set<String> columns = table.columns().stream().map(Column::name).collect(Collectors.toSet());
            assertThat(columns).containsAll(table.sort());
            assertThat(table.partition()).allSatisfy(transform -> assertThat(columns)
                    .contains(transform.replaceAll("^(day|month)\\((\\w+)\\)$", "$2")));
        }
    }

    @Test
    void topicsThatCarryFramesTakeTheLargest() {
        for (String name : List.of(Topics.RAW_MESSAGES, Topics.REJECTS)) {
            assertThat(Topics.named(name).config())
                    .containsEntry("max.message.bytes", Integer.toString(FrameLimit.MAX_RECORD_BYTES));
        }
        int asBase64 = FrameLimit.MAX_BYTES / 3 * 4;
        assertThat(asBase64 + 4_096).isLessThan(FrameLimit.MAX_RECORD_BYTES);
    }
}
