package io.segmentlake.pipelines.bronze;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.sources.CsvShape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvRecordReaderTest {

  @Test
  void givesTheWantedColumnsInTheirOrderWhateverTheFilesOrder() throws IOException {
    assertThat(read("c,a,b\n3,1,2\n,\" x\",\n", "a", "c"))
        .containsExactly("2+1 [1, 3]", "3+1 [ x, null]");
  }

  @Test
  void readsQuotedDelimitersQuotesAndLineEnds() throws IOException {
    assertThat(read("a,b\n\"1,\"\"x\"\"\",2\r\n\"two\r\nlines\",3\n\"\",4\n", "a", "b"))
        .containsExactly("2+1 [1,\"x\", 2]", "3+2 [two\r\nlines, 3]", "5+1 [null, 4]");
  }

  @Test
  void leavesBlankLinesOut() throws IOException {
    assertThat(read("\n\na,b\n\n1,2\n\r\n\n3,4\n\n", "a", "b"))
        .containsExactly("5+1 [1, 2]", "8+1 [3, 4]");
  }

  @Test
  void refusesOnlyTheLineOfAQuoteThatNobodyClosed() throws IOException {
    assertThat(read("a,b\n\"1,2\n3,4\n5,6\n", "a", "b"))
        .containsExactly("2+1 a quote is opened and not closed: \"1,2", "3+1 [3, 4]", "4+1 [5, 6]");
  }

  @Test
  void refusesOnlyTheFirstLineWhereALaterQuoteDoesNotFit() throws IOException {
    assertThat(read("a,b\n\"1,2\n3,\"x y\"\n5,6\n", "a", "b"))
        .containsExactly("2+1 text follows a closing quote: \"1,2", "3+1 [3, x y]", "4+1 [5, 6]");
  }

  @Test
  void looksForAClosingQuoteNoFurtherThanTheLongestRecord() throws IOException {
    CsvShape shape = new CsvShape(',', "UTF-8", '"', List.of(), 3);
    String text = "a,b\n\"1\n2\n3\",4\n\"1\n2\n3\n4\",5\n";

    assertThat(read(text.getBytes(StandardCharsets.UTF_8), shape, "a", "b"))
        .containsExactly(
            "2+3 [1\n2\n3, 4]",
            "5+1 a quote is opened and not closed: \"1",
            "6+1 the record has 1 fields instead of 2: 2",
            "7+1 the record has 1 fields instead of 2: 3",
            "8+1 [4\", 5]");
  }

  @Test
  void takesAQuoteWithinAFieldAsItStands() throws IOException {
    assertThat(read("a,b\n5\" screw,2\n", "a", "b")).containsExactly("2+1 [5\" screw, 2]");
  }

  @Test
  void refusesRecordsWithFewerOrMoreFieldsThanTheHeader() throws IOException {
    assertThat(read("a,b\n1\n1,2,3\n1,2\n\"x\ny\"\n", "a", "b"))
        .containsExactly(
            "2+1 the record has 1 fields instead of 2: 1",
            "3+1 the record has 3 fields instead of 2: 1,2,3",
            "4+1 [1, 2]",
            "5+2 the record has 1 fields instead of 2: \"x\ny\"");
  }

  @Test
  void refusesTheWholeFileWhereTheHeaderHasNotTheColumns() throws IOException {
    assertThat(read("id,b,b\n1,2,3\n4,5,6\n", "a", "b"))
        .containsExactly(
            "1+1 whole file: the header has no column 'a', has column 'b' twice (3 columns): id,b,b");
  }

  @Test
  void spoilsOnlyTheLineWhoseBytesAreNoText() throws IOException {
    byte[] bytes = "a,b\n1,\u00e9\n2,x\n".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(read(bytes, CsvShape.DEFAULT, "a", "b"))
        .containsExactly("2+1 the line has bytes that are no UTF-8: 1,\ufffd", "3+1 [2, x]");
  }

  @Test
  void readsOtherShapesThanTheUsual() throws IOException {
    Charset cp1250 = Charset.forName("windows-1250");
    CsvShape shape = new CsvShape(';', "windows-1250", '\'', List.of("a", "b"), 10);

    assertThat(read("'ž;''š';2\n\"x;3".getBytes(cp1250), shape, "a", "b"))
        .containsExactly("1+1 [ž;'š, 2]", "2+1 [\"x, 3]");
    CsvShape unquoted = new CsvShape('\t', "UTF-8", (char) 0, List.of(), 10);
    assertThat(read("a\tb\n\"x\t3".getBytes(StandardCharsets.UTF_8), unquoted, "a", "b"))
        .containsExactly("2+1 [\"x, 3]");
  }

  @Test
  void hasNoRecordsInAFileWithoutRecords() throws IOException {
    assertThat(read("", "a")).isEmpty();
    assertThat(read("a,b\r\n", "a")).isEmpty();
  }

  private static List<String> read(String text, String... wanted) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8), CsvShape.DEFAULT, wanted);
  }

  private static List<String> read(byte[] bytes, CsvShape shape, String... wanted)
      throws IOException {
    PhysicalLines lines =
        new PhysicalLines(new ByteArrayInputStream(bytes), TextForm.of(shape.encoding()), 1000);
    List<String> read = new ArrayList<>();
    try (RecordReader reader = new CsvRecordReader(lines, shape, List.of(wanted))) {
      for (RawRecord record = reader.next(); record != null; record = reader.next()) {
        read.add(RecordTexts.of(record));
      }
    }
    return read;
  }
}
