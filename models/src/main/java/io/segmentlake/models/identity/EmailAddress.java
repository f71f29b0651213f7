package io.segmentlake.models.identity;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address that can be written to, in the one form in which addresses are compared.
 *
 * @param normalised as {@link #normalise} gives it
 */
public record EmailAddress(String normalised) {
  private static final int LONGEST = 254;
  private static final int LONGEST_LOCAL_PART = 64;

  /** Control, format (zero-width, direction marks), line and paragraph separator characters. */
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

  private static final Pattern SPACE_AROUND =
      Pattern.compile("^[\\p{Z}\\s]+|[\\p{Z}\\s]+$", Pattern.UNICODE_CHARACTER_CLASS);

  /** Dot-separated atoms; quoted local parts are legal and unusable, so they are refused. */
  private static final Pattern LOCAL_PART =
      Pattern.compile("[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*");

  private static final Pattern DOMAIN =
      Pattern.compile(
          "([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+([a-z]{2,63}|xn--[a-z0-9-]{0,57}[a-z0-9])");

  /**
   * NFC, without invisible characters, without white space around, in lower case. Not checked: the
   * result may be no address at all.
   */
  public static String normalise(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    String visible = INVISIBLE.matcher(composed).replaceAll("");
    return SPACE_AROUND.matcher(visible).replaceAll("").toLowerCase(Locale.ROOT);
  }

  /** The address in a text; empty where the text is none. */
  public static Optional<EmailAddress> parse(String text) {
    String normalised = normalise(text);
    return isValid(normalised) ? Optional.of(new EmailAddress(normalised)) : Optional.empty();
  }

  private static boolean isValid(String address) {
    int at = address.lastIndexOf('@');
    if (at < 1 || at > LONGEST_LOCAL_PART || address.length() > LONGEST) {
      return false;
    }
    return LOCAL_PART.matcher(address.substring(0, at)).matches()
        && isDomain(address.substring(at + 1));
  }

  private static boolean isDomain(String domain) {
    try {
      String ascii = IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED);
      return ascii.length() <= 253 && DOMAIN.matcher(ascii.toLowerCase(Locale.ROOT)).matches();
    } catch (IllegalArgumentException notAnInternationalName) {
      return false;
    }
  }

  /** Hidden, because texts of objects end up in logs. */
  @Override
  public String toString() {
    return "EmailAddress[hidden]";
  }
}
