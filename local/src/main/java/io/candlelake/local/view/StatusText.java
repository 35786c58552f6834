package io.candlelake.local.view;

import io.candlelake.connect.Sink;
import io.candlelake.connect.SinkKind;
import io.candlelake.lake.TableState;
import io.candlelake.local.stack.StackState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** {@code status} for a person. */
final class StatusText {
    private StatusText() {}

    static List<String> lines(StatusReport report, int width) {
        List<String> lines = new ArrayList<>();
        lines.add(Text.cut(heading(report), width));
        section(lines, processes(report), width);
        section(lines, topics(report), width);
        section(lines, lags(report), width);
        report.gaps().ifPresent(gaps -> lines.addAll(List.of("", "gaps since the producer's start: " + gaps)));
        section(lines, tables(report.tables(), report.now()), width);
        return lines;
    }

    private static String heading(StatusReport report) {
        String lake = "lake " + report.directory().lake();
        if (report.stack().isEmpty()) {
            return lake + ": the stack is down" + (report.tables().isEmpty() ? ", no tables yet" : "");
        }
        StackState stack = report.stack().get();
        String since = Units.duration(Duration.between(stack.since(), report.now()));
        return lake + (stack.ready() ? ": up " + since : ": starting for " + since) + ", kafka "
                + stack.bootstrapServers() + ", sink " + stack.sink().label();
    }

    private static void section(List<String> lines, TextTable table, int width) {
        List<String> rows = table.lines(width);
        if (rows.size() > 1) {
            lines.add("");
            lines.addAll(rows);
        }
    }

    private static TextTable processes(StatusReport report) {
        TextTable table = new TextTable("process", ">pid", "state", ">uptime", ">memory");
        for (ProcessReport process : report.processes()) {
            String restarts = process.restarts() == 0 ? "" : ", restarted " + process.restarts() + "x";
            table.row(
                    process.name(),
                    process.pid(),
                    (process.running() ? "running" : "dead") + restarts,
                    process.running() ? Units.duration(Duration.between(process.startedAt(), report.now())) : "-",
                    process.memoryBytes().isPresent()
                            ? Units.bytes(process.memoryBytes().getAsLong())
                            : "-");
        }
        return table;
    }

    private static TextTable topics(StatusReport report) {
        TextTable table = new TextTable("topic", ">partitions", ">end offset", ">size");
        for (TopicState topic : report.topics()) {
            table.row(topic.name(), topic.partitions(), Units.count(topic.end()), Units.bytes(topic.bytes()));
        }
        return table;
    }

    /** A coordinator of Apache's sink stands in its sink's line: what was read but is not committed to the table. */
    private static TextTable lags(StatusReport report) {
        boolean hasCoordinators =
                report.stack().filter(stack -> stack.sink() == SinkKind.APACHE).isPresent();
        TextTable table = hasCoordinators
                ? new TextTable("group", "topic", ">lag", ">coordinator lag")
                : new TextTable("group", "topic", ">lag");
        for (GroupLag lag : report.lags()) {
            if (isCoordinator(lag.group())) {
                continue;
            }
            if (hasCoordinators) {
                table.row(lag.group(), lag.topic(), Units.count(lag.records()), coordinator(report, lag));
            } else {
                table.row(lag.group(), lag.topic(), Units.count(lag.records()));
            }
        }
        return table;
    }

    private static boolean isCoordinator(String group) {
        return Sink.all().stream().anyMatch(sink -> sink.coordinatorGroup().equals(group));
    }

    private static String coordinator(StatusReport report, GroupLag of) {
        return Sink.all().stream()
                .filter(sink -> sink.group().equals(of.group()))
                .flatMap(
                        sink -> report.lags().stream().filter(lag -> lag.group().equals(sink.coordinatorGroup())))
                .map(lag -> Units.count(lag.records()))
                .findFirst()
                .orElse("");
    }

    static TextTable tables(List<TableState> tables, Instant now) {
        TextTable table = new TextTable("table", ">rows", ">files", ">size", ">snapshot", ">last commit");
        for (TableState state : tables) {
            table.row(
                    state.table(),
                    Units.count(state.rows()),
                    Units.count(state.files()),
                    Units.bytes(state.bytes()),
                    state.commit()
                            .map(commit -> Long.toString(commit.snapshotId()))
                            .orElse("-"),
                    state.commit()
                            .map(commit -> Units.ago(Duration.between(commit.time(), now)))
                            .orElse("never"));
        }
        return table;
    }
}
