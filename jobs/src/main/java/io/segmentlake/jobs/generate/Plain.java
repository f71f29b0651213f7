package io.segmentlake.jobs.generate;

import java.text.Normalizer;
import java.util.Locale;

/** Names as they stand in addresses. */
final class Plain {
  private Plain() {}

  /** Lower case, without accents: {@code ruzickova} for Růžičková. */
  static String of(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT);
  }
}
