"""SplashMy: what its functions share."""
