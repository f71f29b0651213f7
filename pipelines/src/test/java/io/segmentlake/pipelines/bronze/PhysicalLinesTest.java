package io.segmentlake.pipelines.bronze;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.pipelines.bronze.PhysicalLine.Flaw;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;

class PhysicalLinesTest {

  @Test
  void endsLinesAtLfCrAndCrlf() throws IOException {
    assertThat(lines("a\nb\r\nc\rd\n\ne".getBytes(UTF_8), "UTF-8"))
        .containsExactly("1 a[\n]", "2 b[\r\n]", "3 c[\r]", "4 d[\n]", "5 [\n]", "6 e[]");
  }

  @Test
  void hasNoLinesInAnEmptyFile() throws IOException {
    assertThat(lines(new byte[0], "UTF-8")).isEmpty();
    assertThat(lines(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, "UTF-8")).isEmpty();
  }

  @Test
  void findsLineEndsInTwoByteUnitsOnly() throws IOException {
    // U+0A0D and U+0D0A hold the bytes of line ends and are none.
    String text = "\u0a0d\u0d0a\r\nb";

    assertThat(lines(text.getBytes(UTF_16LE), "UTF-16LE"))
        .containsExactly("1 \u0a0d\u0d0a[\r\n]", "2 b[]");
    assertThat(lines(text.getBytes(UTF_16BE), "UTF-16"))
        .containsExactly("1 \u0a0d\u0d0a[\r\n]", "2 b[]");
  }

  @Test
  void believesAByteOrderMarkMoreThanTheDeclaredEncoding() throws IOException {
    assertThat(lines("\ufeffž\nb".getBytes(UTF_8), "windows-1250"))
        .containsExactly("1 ž[\n]", "2 b[]");
    assertThat(lines("\ufeffž\nb".getBytes(UTF_16LE), "UTF-8")).containsExactly("1 ž[\n]", "2 b[]");
  }

  @Test
  void cutsALineThatIsTooLongAndGoesOnAfterIt() throws IOException {
    PhysicalLines lines = of("abcdefgh\nij\n".getBytes(UTF_8), "UTF-8", 4);

    PhysicalLine first = lines.next();
    assertThat(first.flaw()).isEqualTo(Flaw.TOO_LONG);
    assertThat(new String(first.bytes(), UTF_8)).isEqualTo("abcd");
    assertThat(new String(lines.next().bytes(), UTF_8)).isEqualTo("ij");
  }

  @Test
  void marksTheLineInWhichCompressedDataBreakOff() throws IOException {
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream("a\nb".getBytes(UTF_8)),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new EOFException();
              }
            });
    PhysicalLines lines = new PhysicalLines(broken, TextForm.of("UTF-8"), 100);

    assertThat(lines.next().flaw()).isEqualTo(Flaw.NONE);
    assertThat(lines.next().flaw()).isEqualTo(Flaw.BROKEN_OFF);
    assertThat(lines.next()).isNull();
  }

  @Property
  void losesNothingOfAText(
      @ForAll @CharRange(from = 'a', to = 'c') @Chars({'\r', '\n', 'ž'}) String text)
      throws IOException {
    PhysicalLines lines = of(text.getBytes(UTF_8), "UTF-8", 1000);
    StringBuilder read = new StringBuilder();
    for (PhysicalLine line = lines.next(); line != null; line = lines.next()) {
      read.append(new String(line.bytes(), UTF_8)).append(line.end());
    }

    assertThat(read.toString()).isEqualTo(text);
  }

  private static PhysicalLines of(byte[] bytes, String encoding, int longest) throws IOException {
    PushbackInputStream in =
        new PushbackInputStream(new ByteArrayInputStream(bytes), TextForm.LONGEST_MARK);
    return new PhysicalLines(in, TextForm.detect(in, encoding), longest);
  }

  private static List<String> lines(byte[] bytes, String encoding) throws IOException {
    PhysicalLines lines = of(bytes, encoding, 1000);
    List<String> read = new ArrayList<>();
    for (PhysicalLine line = lines.next(); line != null; line = lines.next()) {
      String text = lines.form().decode(line.bytes()).orElseThrow();
      read.add(line.number() + " " + text + "[" + line.end() + "]");
    }
    return read;
  }
}
