@NullMarked
package io.candlelake.local.sql;

import org.jspecify.annotations.NullMarked;
