package io.segmentlake.jobs.segments;

/** Text in lines with a label before each; of lines with the same label the first has it. */
final class LabelledLines {
  private static final int WIDTH = 17;

  private final StringBuilder text = new StringBuilder();
  private String last = "";

  void heading(String heading) {
    text.append(heading).append('\n');
  }

  /** Nothing where there is nothing to say. */
  void line(String label, String what) {
    if (what == null || what.isEmpty()) {
      return;
    }
    String shown = label.equals(last) ? "" : label;
    text.append(("  %-" + WIDTH + "s %s%n").formatted(shown, what));
    last = label;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
