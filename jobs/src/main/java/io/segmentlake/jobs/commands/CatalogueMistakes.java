package io.segmentlake.jobs.commands;

import io.segmentlake.models.configuration.Mistake;
import io.segmentlake.models.segments.SegmentCatalogue;
import java.io.PrintWriter;
import java.util.List;

/** Prints what is wrong with segment definitions, one mistake to a line. */
final class CatalogueMistakes {
  private CatalogueMistakes() {}

  static void print(PrintWriter out, SegmentCatalogue catalogue) {
    print(out, "", catalogue.mistakes());
    print(out, "warning: ", catalogue.warnings());
  }

  static String counted(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private static void print(PrintWriter out, String before, List<Mistake> mistakes) {
    mistakes.forEach(mistake -> out.println(before + mistake));
  }
}
