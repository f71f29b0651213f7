package io.segmentlake.models.sources;

import static org.apache.spark.sql.functions.udf;

import io.segmentlake.models.identity.Remembering;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/** Text to numbers and times as Spark columns: null where the text is none. */
final class TextFunctions {
  private TextFunctions() {}

  static Column decimal(DecimalText form, Column text) {
    return udf(
            Remembering.of(form::parse),
            DataTypes.createDecimalType(DecimalText.PRECISION, DecimalText.SCALE))
        .apply(text);
  }

  static Column timestamp(TimeText form, ZoneId zone, Column text) {
    return udf(Remembering.of(t -> form.instant(t, zone)), DataTypes.TimestampType).apply(text);
  }

  static Column date(TimeText form, Column text) {
    return udf(Remembering.of(form::date), DataTypes.DateType).apply(text);
  }

  /**
   * @param perSecond units of the number in one second
   */
  static Column epoch(long perSecond, Column text) {
    DecimalText plain = DecimalText.plain();
    return udf(Remembering.of(t -> instant(plain.parse(t), perSecond)), DataTypes.TimestampType)
        .apply(text);
  }

  private static Instant instant(BigDecimal number, long perSecond) {
    if (number == null) {
      return null;
    }
    BigDecimal micros =
        number.movePointRight(6).divide(BigDecimal.valueOf(perSecond), java.math.RoundingMode.DOWN);
    boolean isSane = micros.abs().compareTo(BigDecimal.valueOf(250_000_000_000_000_000L)) < 0;
    return isSane
        ? Instant.EPOCH.plus(micros.longValue(), java.time.temporal.ChronoUnit.MICROS)
        : null;
  }
}
