package io.segmentlake.jobs.generate;

/** One JSON object on one line, field by field; missing values leave their field out. */
final class JsonLine {
  private final StringBuilder text = new StringBuilder(260).append('{');

  /** A text that needs no escapes: numbers of things, types, categories. */
  JsonLine add(String name, String value) {
    if (value != null) {
      name(name).append('"').append(value).append('"');
    }
    return this;
  }

  JsonLine add(String name, long value) {
    name(name).append(value);
    return this;
  }

  /** An amount given in hundredths. */
  JsonLine addAmount(String name, long hundredths) {
    name(name).append(Money.text(hundredths));
    return this;
  }

  JsonLine addTrue(String name) {
    name(name).append("true");
    return this;
  }

  private StringBuilder name(String name) {
    if (text.length() > 1) {
      text.append(',');
    }
    return text.append('"').append(name).append("\":");
  }

  @Override
  public String toString() {
    return text + "}";
  }
}
