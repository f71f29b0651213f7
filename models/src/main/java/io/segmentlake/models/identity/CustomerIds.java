package io.segmentlake.models.identity;

import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import javax.crypto.Mac;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/** Native ids and customer ids of one system as Spark columns. */
public final class CustomerIds implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ShopKey key;
  private final String system;
  private transient ThreadLocal<Mac> macs;

  public CustomerIds(ShopKey key, String system) {
    this.key = key;
    this.system = system;
  }

  /** Normalised native id; null for null and for blank text. */
  public static Column nativeId(Column text) {
    return udf(
            Remembering.<String>of(t -> CustomerId.normalise(t).orElse(null)), DataTypes.StringType)
        .apply(text);
  }

  /** Stored form of a customer id; null for null. */
  public Column customerId(Column nativeId) {
    return udf(Remembering.of(this::hash), DataTypes.LongType).apply(nativeId);
  }

  private Long hash(String nativeId) {
    return CustomerId.of(mac(), system, nativeId).value();
  }

  private synchronized Mac mac() {
    if (macs == null) {
      macs = ThreadLocal.withInitial(key::mac);
    }
    return macs.get();
  }
}
