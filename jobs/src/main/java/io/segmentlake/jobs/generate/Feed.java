package io.segmentlake.jobs.generate;

/** A kind of file that the shop exports: its folder, its form and its own column names. */
enum Feed {
  ORDERS(
      Cadence.DAILY,
      "orders",
      "order_no,placed,customer_no,state,goods_total,delivery_price,voucher,payment,sold_through,"
          + "changed"),
  ORDER_LINES(
      Cadence.DAILY, "order-lines", "order_no,line_no,placed,customer_no,sku,pcs,piece_price,off"),
  REFUNDS(
      Cadence.DAILY,
      "refunds",
      "refund_no,paid_back,order_no,customer_no,sku,pcs,amount,restocked_cost,why"),
  CUSTOMERS(
      Cadence.DAILY,
      "customers",
      "customer_no,created,confirmed,e_mail,mobile,name,surname,address,state,region,lang,sex,born,"
          + "age_group,company,came_from,came_by,changed"),
  WEB_EVENTS(Cadence.DAILY, "web-events"),
  EMAIL_EVENTS(Cadence.DAILY, "email-events"),
  CONSENTS(
      Cadence.DAILY,
      "consents",
      "customer_no,at,channel,topic,purpose,basis,action,state,given_in,wording"),
  SHIPMENTS(Cadence.DAILY, "shipments", "parcel,state,at,order_no,customer_no"),
  PREFERENCES(Cadence.WEEKLY, "preferences", "customer_no,answered,question,answer"),
  SURVEYS(Cadence.WEEKLY, "surveys", "answer_no,answered,customer_no,survey,score,reason"),
  LOYALTY(Cadence.WEEKLY, "loyalty", "customer_no,since,tier,points"),
  CLAIMS(Cadence.WEEKLY, "claims", "claim_no,state,at,order_no,customer_no,sku,reason"),
  RATINGS(Cadence.WEEKLY, "ratings"),
  PRODUCTS(
      Cadence.DAILY,
      "products",
      "sku,title,section,maker,price,purchase_price,sellable,durable,on_sale_since,changed"),
  PRICES(Cadence.WEEKLY, "prices", "sku,valid_from,price,before"),
  STOCK(Cadence.WEEKLY, "stock", "sku,counted,pieces"),
  CAMPAIGNS(Cadence.WEEKLY, "campaigns", "campaign,title,type,channel,sent,changed"),
  COUPONS(Cadence.WEEKLY, "coupons", "code,campaign,percent_off,valid_from,valid_to,changed"),
  ASSIGNMENTS(Cadence.WEEKLY, "assignments", "campaign,customer_no,drawn,lot,percent_off"),
  /** From the accountants: their own separator, decimal commas. */
  COSTS(Cadence.MONTHLY, "costs", "cislo;datum;kanal;kampan;castka"),

  TRUE_CUSTOMERS(
      Cadence.BLOCKS,
      "customers",
      "customer_no,same_person_as,kind,joined_on,churned_on,price_sensitivity,gap_days,"
          + "refill_sku,refill_days_per_pack,taste_1,taste_1_share,taste_2,taste_2_share,"
          + "is_scored,p_buys_30d,buys_30d"),
  TRUE_TRIAL(
      Cadence.BLOCKS,
      "trial",
      "customer_no,is_treated,p_buys_treated,p_buys_control,uplift,buys_in_window");

  /** How often a file of the feed is made. */
  enum Cadence {
    DAILY,
    /** Weeks end with the weekday of the shop's last day. */
    WEEKLY,
    MONTHLY,
    /** Not by days: planted truth, by blocks of people. */
    BLOCKS
  }

  final Cadence cadence;
  final String folder;

  /** First line of each file; empty for JSON lines. */
  final String header;

  Feed(Cadence cadence, String folder, String header) {
    this.cadence = cadence;
    this.folder = folder;
    this.header = header;
  }

  Feed(Cadence cadence, String folder) {
    this(cadence, folder, "");
  }

  boolean isTruth() {
    return cadence == Cadence.BLOCKS;
  }

  boolean isJson() {
    return header.isEmpty();
  }

  String extension() {
    return isJson() ? "jsonl" : "csv";
  }
}
