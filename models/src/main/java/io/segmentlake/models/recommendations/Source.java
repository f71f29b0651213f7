package io.segmentlake.models.recommendations;

import java.util.Locale;

/** Why a product is in a list. */
enum Source {
  /** People who bought the like bought it. */
  ALS,
  /** The person buys of its category, or has bought it. */
  AFFINITY,
  /** It sells well: nothing is known that makes it the person's own. */
  BEST_SELLER;

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
