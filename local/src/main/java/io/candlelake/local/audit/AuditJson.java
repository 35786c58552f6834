package io.candlelake.local.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import io.candlelake.lake.audit.AuditReport;
import io.candlelake.lake.audit.Check;
import io.candlelake.lake.audit.Difference;
import io.candlelake.local.view.Json;
import java.io.IOException;
import java.util.Locale;

/** A report as a program reads it: one object on one line. */
final class AuditJson {
    private AuditJson() {}

    static String object(String lake, AuditReport report) {
        return Json.object(json -> {
            json.writeStringField("lake", lake);
            json.writeStringField("mode", report.full() ? "full" : "incremental");
            json.writeStringField("verdict", word(report.verdict()));
            json.writeNumberField("exit_code", report.exitCode());
            json.writeArrayFieldStart("checks");
            for (Check check : report.checks()) {
                write(json, check);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("differences");
            for (Difference difference : report.differences()) {
                write(json, difference);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("notices");
            for (String notice : report.notices()) {
                json.writeString(notice);
            }
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, Check check) throws IOException {
        json.writeStartObject();
        json.writeStringField("check", check.name());
        json.writeStringField("verdict", word(check.verdict()));
        json.writeNumberField("rows", check.rows());
        json.writeNumberField("groups", check.groups());
        json.writeNumberField("read", check.read());
        json.writeNumberField("under_way", check.inFlight());
        json.writeStringField("note", check.note());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Difference difference) throws IOException {
        json.writeStartObject();
        json.writeStringField("check", difference.check());
        json.writeStringField("table", difference.table());
        json.writeStringField("kind", difference.kind().name());
        json.writeStringField("day", difference.day());
        json.writeStringField("row", difference.row());
        json.writeNumberField("rows", difference.rows());
        json.writeStringField("detail", difference.detail());
        json.writeEndObject();
    }

    private static String word(Check.Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }
}
