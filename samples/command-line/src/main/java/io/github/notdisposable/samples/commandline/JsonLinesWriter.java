/* SPDX-License-Identifier: Apache-2.0 */
package io.github.notdisposable.samples.commandline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.github.notdisposable.Category;
import io.github.notdisposable.EmailTrait;
import io.github.notdisposable.checker.EmailVerdict;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a JSON object a line. */
final class JsonLinesWriter implements RowWriter {

    private static final JsonFactory JSON = new JsonFactory();
    private static final JsonFactory ASCII_JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final SerializableString NOTHING = new SerializedString("");

    // What is the same in each line is encoded once.
    private static final SerializableString INPUT = new SerializedString("input");
    private static final SerializableString NORMALIZED = new SerializedString("normalized");
    private static final SerializableString DOMAIN = new SerializedString("domain");
    private static final SerializableString ROOT = new SerializedString("root");
    private static final SerializableString CATEGORY = new SerializedString("category");
    private static final SerializableString TRAITS = new SerializedString("traits");
    private static final SerializableString SUGGESTION = new SerializedString("suggestion");
    private static final SerializableString PROVIDER = new SerializedString("provider");
    private static final SerializableString SOURCE = new SerializedString("source");
    private static final SerializableString ALLOWED = new SerializedString("allowed");
    private static final SerializableString REASON = new SerializedString("reason");
    private static final Map<Category, SerializableString> CATEGORIES = names(Category.class);
    private static final Map<EmailTrait, SerializableString> TRAIT_NAMES = names(EmailTrait.class);

    private final JsonGenerator json;
    private final OutputStream out;

    /** Creates a writer. On a terminal all but ASCII is escaped, as the control characters beyond it steer some terminals too. */
    JsonLinesWriter(OutputStream out, boolean isTerminal) throws IOException {
        this.out = out;
        json = (isTerminal ? ASCII_JSON : JSON).createGenerator(out).setRootValueSeparator(NOTHING);
    }

    @Override
    public void write(Row row) throws IOException {
        EmailVerdict verdict = row.verdict();
        json.writeStartObject();
        write(INPUT, row.input());
        write(NORMALIZED, verdict == null ? null : verdict.normalized());
        write(DOMAIN, verdict == null ? null : verdict.domain());
        write(ROOT, verdict == null ? null : verdict.root());
        json.writeFieldName(CATEGORY);
        if (verdict == null) {
            json.writeNull();
        } else {
            json.writeString(CATEGORIES.get(verdict.category()));
        }
        json.writeFieldName(TRAITS);
        json.writeStartArray();
        if (verdict != null) {
            for (EmailTrait trait : verdict.traits()) {
                json.writeString(TRAIT_NAMES.get(trait));
            }
        }
        json.writeEndArray();
        write(SUGGESTION, verdict == null ? null : verdict.suggestion());
        write(PROVIDER, verdict == null ? null : verdict.provider());
        write(SOURCE, verdict == null ? null : verdict.source());
        json.writeFieldName(ALLOWED);
        json.writeBoolean(row.allowed());
        write(REASON, row.reason());
        json.writeEndObject();
        json.flush();
        out.write('\n');
    }

    private void write(SerializableString name, @Nullable String value) throws IOException {
        json.writeFieldName(name);
        json.writeString(value);
    }

    private static <E extends Enum<E>> Map<E, SerializableString> names(Class<E> type) {
        Map<E, SerializableString> names = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            names.put(constant, new SerializedString(Choice.nameOf(constant)));
        }
        return names;
    }
}
