/** Who is who: pseudonymous customer ids, the shop key behind them, e-mail addresses. */
package io.segmentlake.models.identity;
