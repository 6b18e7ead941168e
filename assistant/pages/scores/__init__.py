"""The page Eval: how right Bearing is on its labelled cases."""
