package io.candlelake.benchmarks.peer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;

/**
 * A trade, mapped from its frame: {@code {"type":"match","trade_id":1052119289,"price":"63514.6",...}}. Public fields, for that
 * is what Flink's serializer and Jackson's mapper are quickest with.
 */
public final class PeerTrade {
    public String type = "";
    public String productId = "";
    public long tradeId;
    public BigDecimal price = BigDecimal.ZERO;
    public BigDecimal size = BigDecimal.ZERO;
    public String side = "";
    public long sequence;
    public String time = "";

    /** The time as a number, since the epoch; not in the JSON. */
    @JsonIgnore
    public long micros;
}
