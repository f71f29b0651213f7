package io.segmentlake.jobs.benchmark;

import io.segmentlake.jobs.UsageException;
import io.segmentlake.jobs.generate.GenerateOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The shops to measure with: made up for the occasion, or copied from where the user has them. */
final class ShopCases {
  private final Path shops;
  private final Product product;
  private final int customers;
  private final Path onlineRetail;

  /**
   * The shops.
   *
   * @param shops folder for them
   * @param customers of generated ones
   * @param onlineRetail folder with the day files of Online Retail; null for none
   */
  ShopCases(Path shops, Product product, int customers, Path onlineRetail) {
    this.shops = shops;
    this.product = product;
    this.customers = customers;
    this.onlineRetail = onlineRetail;
  }

  /** A generated shop whose files nobody has made yet. */
  ShopCase unborn(String name) {
    return new ShopCase(
        "generated shop",
        "demo",
        "generated-shop.sql",
        shops.resolve(name),
        GenerateOptions.DEFAULT_UNTIL);
  }

  /** A generated shop with files of so many days. */
  ShopCase generated(String name, int days) {
    ShopCase shop = unborn(name);
    List<String> arguments =
        new ArrayList<>(shop.arguments("generate", shop.folder(), shop.asOf()));
    arguments.addAll(
        List.of("--customers", Integer.toString(customers), "--days", Integer.toString(days)));
    product.run(
        "generating a shop of %,d customers and %d days".formatted(customers, days), arguments);
    return shop;
  }

  /**
   * Online Retail, in a copy.
   *
   * @throws UsageException where its folder was not given, or has no day files
   */
  ShopCase onlineRetail() {
    if (onlineRetail == null || !Files.isDirectory(onlineRetail)) {
      throw new UsageException(
          "Cannot measure Online Retail: its files are not given (%s). Name the folder of its CSV files, one a day, with --online-retail."
              .formatted(onlineRetail == null ? "no folder" : onlineRetail));
    }
    Path folder = shops.resolve("online-retail");
    Folders.copy(onlineRetail, folder.resolve("landing"));
    RawFiles files = new RawFiles(folder.resolve("landing"), folder.resolve("held-back"));
    return new ShopCase(
        "Online Retail", "online-retail", "online-retail.sql", folder, files.lastDay());
  }
}
