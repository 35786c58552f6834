package io.candlelake.local.audit;

import io.candlelake.lake.audit.AuditReport;
import io.candlelake.lake.audit.Check;
import io.candlelake.lake.audit.Difference;
import io.candlelake.local.view.Text;
import io.candlelake.local.view.TextTable;
import io.candlelake.local.view.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report as a person reads it. */
final class AuditText {
    private AuditText() {}

    static List<String> lines(AuditReport report, int width) {
        List<String> lines = new ArrayList<>(checks(report).lines(width));
        if (!report.differences().isEmpty()) {
            lines.add("");
            for (Difference difference : report.differences()) {
                lines.add(line(difference));
            }
        }
        if (!report.notices().isEmpty()) {
            lines.add("");
            report.notices().forEach(notice -> lines.add("notice: " + Text.printable(notice)));
        }
        lines.add("");
        lines.add(last(report));
        return lines;
    }

    private static TextTable checks(AuditReport report) {
        TextTable table = new TextTable("check", ">rows", ">groups", ">read now", ">under way", "verdict");
        for (Check check : report.checks()) {
            String verdict = word(check.verdict()) + (check.note().isEmpty() ? "" : ": " + check.note());
            table.row(
                    check.name(),
                    Units.count(check.rows()),
                    Units.count(check.groups()),
                    Units.count(check.read()),
                    Units.count(check.inFlight()),
                    verdict);
        }
        return table;
    }

    /** Never cut: the name and the values are what it is about. */
    private static String line(Difference difference) {
        return Text.printable(difference.kind().name().toLowerCase(Locale.ROOT) + " in table " + difference.table()
                + (difference.day().isEmpty() ? "" : ", " + difference.day()) + ": " + difference.row()
                + (difference.rows() > 1 ? " (" + Units.count(difference.rows()) + " rows)" : "") + ": "
                + difference.detail() + " [" + difference.check() + "]");
    }

    private static String word(Check.Verdict verdict) {
        return switch (verdict) {
            case PROVED -> "proved";
            case DIFFERS -> "DIFFERS";
            case CANNOT_SAY -> "cannot say";
        };
    }

    private static String last(AuditReport report) {
        String read = report.full()
                ? "everything was read"
                : "what was proved before and has not changed was not read again (--full reads everything)";
        return switch (report.verdict()) {
            case PROVED -> "proved: nothing is missing, doubled or altered; " + read;
            case DIFFERS -> "differs: " + Units.count(rows(report)) + " rows are not as they must be; " + read;
            case CANNOT_SAY -> "cannot say: something could not be looked at; " + read;
        };
    }

    private static long rows(AuditReport report) {
        return report.differences().stream()
                .mapToLong(difference -> Math.max(1, difference.rows()))
                .sum();
    }
}
