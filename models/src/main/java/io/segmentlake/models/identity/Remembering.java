package io.segmentlake.models.identity;

import org.apache.spark.sql.api.java.UDF1;

/**
 * A function of a text that keeps its last result: neighbouring records of a file mostly tell the
 * same customer and the same time. Null gives null.
 *
 * @param <T> what it gives
 */
public final class Remembering<T> implements UDF1<String, T> {
  private static final long serialVersionUID = 1L;

  private record Result<T>(String text, T value) {}

  private final UDF1<String, T> function;

  /** One reference, so that threads see a text only with its own value. */
  private transient volatile Result<T> last;

  private Remembering(UDF1<String, T> function) {
    this.function = function;
  }

  public static <T> Remembering<T> of(UDF1<String, T> function) {
    return new Remembering<>(function);
  }

  @Override
  public T call(String text) throws Exception {
    if (text == null) {
      return null;
    }
    Result<T> known = last;
    if (known == null || !known.text().equals(text)) {
      known = new Result<>(text, function.call(text));
      last = known;
    }
    return known.value();
  }
}
