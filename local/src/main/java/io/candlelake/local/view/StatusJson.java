package io.candlelake.local.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.candlelake.domain.Timestamp;
import io.candlelake.lake.TableState;
import io.candlelake.local.stack.StackState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** {@code status --json}: the same as for a person, in bytes, seconds and ISO times. Keys are stable. */
final class StatusJson {
    private StatusJson() {}

    static String object(StatusReport report) {
        return Json.object(json -> {
            json.writeStringField("lake", report.directory().lake().word());
            json.writeStringField("directory", report.directory().path().toString());
            json.writeBooleanField("running", report.stack().isPresent());
            if (report.stack().isPresent()) {
                stack(json, report.stack().get());
            }
            json.writeStringField("time", Timestamp.of(report.now()).toString());
            json.writeArrayFieldStart("processes");
            for (ProcessReport process : report.processes()) {
                process(json, process, report.now());
            }
            json.writeEndArray();
            json.writeArrayFieldStart("topics");
            for (TopicState topic : report.topics()) {
                topic(json, topic);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("groups");
            for (GroupLag lag : report.lags()) {
                json.writeStartObject();
                json.writeStringField("group", lag.group());
                json.writeStringField("topic", lag.topic());
                json.writeNumberField("lag", lag.records());
                json.writeEndObject();
            }
            json.writeEndArray();
            if (report.gaps().isPresent()) {
                gaps(json, report.gaps().get());
            } else {
                json.writeNullField("gaps");
            }
            json.writeArrayFieldStart("tables");
            for (TableState table : report.tables()) {
                table(json, table, report.now());
            }
            json.writeEndArray();
        });
    }

    private static void stack(JsonGenerator json, StackState stack) throws IOException {
        json.writeBooleanField("ready", stack.ready());
        time(json, "since", stack.since());
        json.writeStringField("bootstrap_servers", stack.bootstrapServers());
        json.writeStringField("sink", stack.sink().label());
    }

    private static void process(JsonGenerator json, ProcessReport process, Instant now) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", process.name());
        json.writeNumberField("pid", process.pid());
        json.writeStringField("state", process.running() ? "running" : "dead");
        time(json, "started_at", process.startedAt());
        json.writeNumberField(
                "uptime_seconds",
                process.running() ? Duration.between(process.startedAt(), now).toSeconds() : 0);
        json.writeNumberField("restarts", process.restarts());
        if (process.memoryBytes().isPresent()) {
            json.writeNumberField("memory_bytes", process.memoryBytes().getAsLong());
        } else {
            json.writeNullField("memory_bytes");
        }
        json.writeStringField("log", process.log().toString());
        json.writeEndObject();
    }

    private static void topic(JsonGenerator json, TopicState topic) throws IOException {
        json.writeStartObject();
        topicFields(json, topic);
        json.writeEndObject();
    }

    static void topicFields(JsonGenerator json, TopicState topic) throws IOException {
        json.writeStringField("name", topic.name());
        json.writeNumberField("partitions", topic.partitions());
        json.writeNumberField("records", topic.records());
        json.writeNumberField("end_offset", topic.end());
        json.writeNumberField("bytes", topic.bytes());
    }

    private static void gaps(JsonGenerator json, GapCounts gaps) throws IOException {
        json.writeObjectFieldStart("gaps");
        json.writeNumberField("opened", gaps.opened());
        json.writeNumberField("repaired", gaps.repaired());
        json.writeNumberField("unrepairable", gaps.unrepairable());
        json.writeEndObject();
    }

    private static void table(JsonGenerator json, TableState table, Instant now) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", table.table());
        json.writeNumberField("rows", table.rows());
        json.writeNumberField("files", table.files());
        json.writeNumberField("bytes", table.bytes());
        if (table.commit().isPresent()) {
            TableState.Commit commit = table.commit().get();
            json.writeNumberField("snapshot_id", commit.snapshotId());
            time(json, "committed_at", commit.time());
            json.writeNumberField(
                    "age_seconds", Duration.between(commit.time(), now).toMillis() / 1_000.0);
        } else {
            json.writeNullField("snapshot_id");
            json.writeNullField("committed_at");
            json.writeNullField("age_seconds");
        }
        json.writeEndObject();
    }

    private static void time(JsonGenerator json, String name, Instant time) throws IOException {
        json.writeStringField(name, Timestamp.of(time).toString());
    }
}
