package io.segmentlake.pipelines.bronze;

import java.io.IOException;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * How the bytes of one file become text.
 *
 * @param charset decodes one line
 * @param unit bytes of one code unit, in which line ends are looked for
 * @param order of the bytes in a unit
 */
record TextForm(Charset charset, int unit, ByteOrder order) {
  static final int LONGEST_MARK = 4;

  private record Mark(TextForm form, int... bytes) {
    boolean opens(byte[] head, int length) {
      if (length < bytes.length) {
        return false;
      }
      for (int i = 0; i < bytes.length; i++) {
        if ((head[i] & 0xff) != bytes[i]) {
          return false;
        }
      }
      return true;
    }
  }

  /** The four-byte mark first, because the two-byte one is its beginning. */
  private static final List<Mark> MARKS =
      List.of(
          new Mark(of("UTF-32LE"), 0xff, 0xfe, 0, 0),
          new Mark(of("UTF-32BE"), 0, 0, 0xfe, 0xff),
          new Mark(of("UTF-8"), 0xef, 0xbb, 0xbf),
          new Mark(of("UTF-16LE"), 0xff, 0xfe),
          new Mark(of("UTF-16BE"), 0xfe, 0xff));

  /**
   * The form that the file's byte order mark names, else the declared one; the mark is consumed.
   *
   * @param in with room to push back {@link #LONGEST_MARK} bytes
   */
  static TextForm detect(PushbackInputStream in, String declared) throws IOException {
    byte[] head = in.readNBytes(LONGEST_MARK);
    for (Mark mark : MARKS) {
      if (mark.opens(head, head.length)) {
        in.unread(head, mark.bytes.length, head.length - mark.bytes.length);
        return mark.form;
      }
    }
    in.unread(head);
    return of(declared);
  }

  static TextForm of(String encoding) {
    Charset charset = Charset.forName(encoding);
    String name = charset.name();
    ByteOrder order = name.endsWith("LE") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    if (name.startsWith("UTF-16")) {
      // Without a mark UTF-16 is big-endian; the plain charset would look for a mark in each line.
      boolean little = order == ByteOrder.LITTLE_ENDIAN;
      return new TextForm(little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE, 2, order);
    }
    return new TextForm(charset, name.startsWith("UTF-32") ? 4 : 1, order);
  }

  /** One line's text; empty where its bytes are none in this character set. */
  Optional<String> decode(byte[] bytes) {
    String text = decodeAnyhow(bytes);
    // Only a replacement character raises the question whether it stands in the file itself.
    return text.indexOf('\ufffd') < 0 ? Optional.of(text) : decodeStrictly(bytes);
  }

  private Optional<String> decodeStrictly(byte[] bytes) {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    try {
      return Optional.of(decoder.decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException malformed) {
      return Optional.empty();
    }
  }

  /** The text with replacement characters where bytes cannot be read. */
  String decodeAnyhow(byte[] bytes) {
    return new String(bytes, charset);
  }
}
