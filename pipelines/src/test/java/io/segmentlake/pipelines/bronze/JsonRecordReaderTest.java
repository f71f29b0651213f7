package io.segmentlake.pipelines.bronze;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonRecordReaderTest {

  @Test
  void givesSingleValuesByTheirPathAsTheyAreWritten() throws IOException {
    assertThat(
            read(
                "{\"a\": 1.50, \"b\": {\"c\": \"x\", \"d\": {\"e\": true}}}\n"
                    + "{\"b\": {\"c\": null}, \"a\": \"\", \"z\": [1, {\"a\": 2}]}\n",
                "a",
                "b.c",
                "b.d.e"))
        .containsExactly("1+1 [1.50, x, true]", "2+1 [null, null, null]");
  }

  @Test
  void takesAKeyWithDotsForAPath() throws IOException {
    assertThat(read("{\"b.c\": 1, \"x.y\": {\"b.c\": 2}}\n", "b.c", "x.y.b.c"))
        .containsExactly("1+1 [1, 2]");
    assertThat(read("{\"b.c\": 1, \"b\": {\"c\": 2}}", "b.c"))
        .containsExactly("1+1 'b.c' stands twice: {\"b.c\": 1, \"b\": {\"c\": 2}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[1, 2] | the line is no JSON object",
        "[{\"a\": 1}, {\"a\": 2}] | the line is no JSON object",
        "7 | the line is no JSON object",
        "null | the line is no JSON object",
        "\"a\" | the line is no JSON object",
        "{\"a\": 1 | the line is no valid JSON",
        "{\"a\": NaN} | the line is no valid JSON",
        "{'a': 1} | the line is no valid JSON",
        "{\"a\": 01} | the line is no valid JSON",
        "{\"a\": 1,} | the line is no valid JSON",
        "hello | the line is no valid JSON",
        "{\"a\": 1} {\"a\": 2} | more than one JSON value stands in the line",
        "{\"a\": 1, \"a\": 1} | a key stands twice",
        "{\"z\": {\"y\": 1, \"y\": 2}} | a key stands twice",
        "{\"a\": [1]} | 'a' is no single value",
        "{\"a\": {\"b\": 1}} | 'a' is no single value",
        "{\"a\": \"x\\u0000y\"} | there is a control character U+0000 or U+001F",
      })
  void refusesWhatIsNoRecord(String line, String problem) throws IOException {
    assertThat(read(line + "\n{\"a\": 2}\n", "a"))
        .containsExactly("1+1 " + problem + ": " + line, "2+1 [2]");
  }

  @Test
  void refusesObjectsThatNestTooDeep() throws IOException {
    String deep = "{\"z\":".repeat(5000) + "1" + "}".repeat(5000);

    assertThat(read(deep + "\n{\"a\": 2}\n", "a").get(0))
        .startsWith("1+1 the line is no valid JSON");
  }

  private static List<String> read(String text, String... wanted) throws IOException {
    PhysicalLines lines =
        new PhysicalLines(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            TextForm.of("UTF-8"),
            1 << 20);
    List<String> read = new ArrayList<>();
    try (RecordReader reader = new JsonRecordReader(lines, List.of(wanted))) {
      for (RawRecord record = reader.next(); record != null; record = reader.next()) {
        read.add(RecordTexts.of(record));
      }
    }
    return read;
  }
}
