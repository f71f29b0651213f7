package io.segmentlake.jobs.report;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What the shop took on one business date, refunds and cancellations taken off.
 *
 * @param orders that count
 * @param revenue goods after discounts
 * @param guestRevenue the part of it that belongs to no known customer
 * @param margin the part of the margin that is known
 * @param marginUnknown orders and refunds of which a cost is missing
 */
record RevenueDay(
    LocalDate on,
    long orders,
    BigDecimal revenue,
    BigDecimal guestRevenue,
    BigDecimal margin,
    long marginUnknown) {}
