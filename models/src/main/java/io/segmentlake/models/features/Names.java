package io.segmentlake.models.features;

import java.util.Arrays;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Column names as Spark's joins want them. */
final class Names {
  private Names() {}

  static Seq<String> of(String... names) {
    return CollectionConverters.asScala(Arrays.asList(names)).toSeq();
  }
}
